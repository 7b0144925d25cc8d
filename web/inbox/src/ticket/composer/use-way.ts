import type { Schemas } from '@parley/kit/desk';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { channelsQuery, inboxesQuery } from '../../directory.js';
import { type Ticket } from '../data/queries.js';
import { timelineQuery } from '../data/timeline.js';

export type Capabilities = Schemas['CapabilitiesAnswer'];
type Inbox = Schemas['InboxAnswer'];

export interface Way {
  /** Inboxes and channels are known; until then nothing is missing. */
  readonly isKnown: boolean;
  readonly inbox: Inbox | null;
  /** null: not known (yet). */
  readonly capabilities: Capabilities | null;
  /** Inboxes by which this customer can be answered. */
  readonly choices: readonly Inbox[];
  /** When the provider stops taking answers; null: never. */
  readonly closesAt: number | null;
}

const HOUR_MS = 3600_000;
/** Addresses that more than one inbox of the channel can write to. */
const REACHED: Readonly<Record<string, string>> = { email: 'email', phone: 'hotline' };

/** By which inbox a reply leaves, and what that can carry. @param chosenId null: where the customer last wrote */
export function useWay(ticket: Ticket, chosenId: string | null): Way {
  const { data: inboxes } = useQuery(inboxesQuery);
  const { data: channels } = useQuery(channelsQuery);
  const { data: timeline } = useQuery(timelineQuery(ticket.id));
  return useMemo(() => {
    const inbound = (timeline?.items ?? []).filter(({ direction, inboxId }) => direction === 'inbound' && inboxId !== null).toReversed();
    const used = new Set([...inbound.map(({ inboxId }) => inboxId), ticket.inboxId]);
    const reached = new Set(ticket.contact.identities.map(({ kind }) => REACHED[kind]));
    const choices = (inboxes ?? []).filter(({ id, enabled, channel }) => enabled && (used.has(id) || reached.has(channel)));
    const id = chosenId ?? inbound[0]?.inboxId ?? ticket.inboxId;
    const inbox = inboxes?.find((one) => one.id === id) ?? null;
    const capabilities = channels?.find((one) => one.channel === inbox?.channel && one.provider === inbox?.provider)?.capabilities ?? null;
    const last = inbound.find(({ inboxId }) => inboxId === inbox?.id);
    const hours = capabilities?.replyWindowHours ?? null;
    const closesAt = hours === null || last === undefined ? null : Date.parse(last.createdAt) + hours * HOUR_MS;
    return { isKnown: inboxes !== undefined && channels !== undefined && timeline !== undefined, inbox, capabilities, choices, closesAt };
  }, [ticket, timeline, inboxes, channels, chosenId]);
}
