import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Contact, get, type Message, type MessageInput, type Page, post, type Ticket } from '../desk/client.ts';
import type { DeviceName, ShownPerson, StageState } from '../stage/types.ts';

const ASK_MS = 450;
const SHOWN_MAX = 5;

/** By which kind of identity the desk files somebody, and what it is for this person. */
function identitiesOf({ phone, email, messengerId, telegramId }: ShownPerson) {
  return [
    { kind: 'phone', value: phone, devices: ['sms', 'whatsapp'] },
    { kind: 'email', value: email, devices: ['email'] },
    { kind: 'messenger', value: messengerId, devices: ['messenger'] },
    { kind: 'telegram', value: telegramId, devices: ['telegram'] },
  ] as const;
}

/** The contacts this person is at the desk. Looking one up is written down there, so it is asked only while one is awaited. */
function useContacts(stage: StageState, person: ShownPerson): readonly string[] {
  const isExpected = (devices: readonly (keyof StageState['conversations'])[]) =>
    devices.some((device) => stage.conversations[device].some((item) => item.state === 'accepted')) ||
    (devices.includes('sms') && stage.call !== null);
  const { data = [] } = useQuery({
    queryKey: ['contacts', person.index],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const known = await Promise.all(
        identitiesOf(person).map(async ({ kind, value }) => {
          const page = await get<Page<Contact>>(`/api/v1/contacts?${new URLSearchParams({ kind, value })}`);
          return page.items.map((contact) => ({ id: contact.id, kind }));
        }),
      );
      return known.flat();
    },
    refetchInterval: ({ state }) => {
      const isAwaited = identitiesOf(person).some(
        ({ kind, devices }) => isExpected(devices) && !(state.data ?? []).some((contact) => contact.kind === kind),
      );
      return isAwaited ? ASK_MS : false;
    },
  });
  return data.map(({ id }) => id);
}

/** The newest tickets of this person; on the chat, whose visitor nobody knows by name, the newest of the chat. */
export function useTickets(stage: StageState, person: ShownPerson, device: DeviceName): readonly Ticket[] {
  const contacts = useContacts(stage, person);
  const isChat = device === 'widget';
  const { data = [] } = useQuery({
    queryKey: ['tickets'],
    enabled: isChat || contacts.length > 0,
    refetchInterval: ASK_MS,
    queryFn: async () => (await get<Page<Ticket>>('/api/v1/tickets?limit=50')).items,
  });
  return data.filter((ticket) => (isChat ? ticket.channel === 'chat' : contacts.includes(ticket.contact.id))).slice(0, SHOWN_MAX);
}

export function useMessages(ticketId: string, isOpen: boolean): readonly Message[] {
  const { data = [] } = useQuery({
    queryKey: ['messages', ticketId],
    enabled: isOpen,
    refetchInterval: ASK_MS,
    queryFn: async () => (await get<Page<Message>>(`/api/v1/tickets/${ticketId}/messages?limit=200`)).items,
  });
  return data;
}

export function useReply(ticketId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => {
      const input: MessageInput = { kind: 'reply', text };
      return post<Message>(`/api/v1/tickets/${ticketId}/messages`, input, { 'idempotency-key': crypto.randomUUID() });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['messages', ticketId] }),
  });
}
