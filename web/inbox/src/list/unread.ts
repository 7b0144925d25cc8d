import { ask, desk } from '@parley/kit/desk';
import { useQuery } from '@tanstack/react-query';

const MAX = 200;
const NONE: ReadonlySet<string> = new Set();

/** Tickets that have news the agent did not read yet: what the desk keeps of “read” are its notifications. */
export function useUnread(): ReadonlySet<string> {
  const { data } = useQuery({
    queryKey: ['notifications', 'unread'],
    queryFn: () => ask(desk.GET('/api/v1/notifications', { params: { query: { unread: 'true', limit: MAX } } })),
    select: idsOf,
  });
  return data ?? NONE;
}

function idsOf({ items }: { readonly items: readonly { readonly ticket: { readonly id: string } }[] }): ReadonlySet<string> {
  return new Set(items.map((item) => item.ticket.id));
}
