/** The figures, each defined once: docs/reports.md. */
export const FIGURES = ['opened', 'resolved', 'first-response', 'wait', 'received', 'sent', 'breach'] as const;
export type Figure = (typeof FIGURES)[number];

/** Something that happened to one ticket and is counted once, under what the ticket was. */
export interface Fact {
  readonly figure: Figure;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly teamId: string | null;
  readonly channel: string;
  readonly category: string;
  readonly agentId: string | null;
  /** How long it took, for figures that are a span. */
  readonly seconds: number | null;
}

export interface CountedTicket {
  readonly teamId: string | null;
  readonly channel: string;
  readonly category: string;
  readonly assigneeId: string | null;
  readonly createdAt: Date;
  readonly firstRepliedAt: Date | null;
  readonly resolvedAt: Date | null;
  readonly breachedAt: readonly Date[];
  /** Deleted and spam tickets count nowhere. */
  readonly counts: boolean;
}

/** What a ticket is counted as now. Changes of its team, category or agent move it. */
export function factsOf(ticket: CountedTicket): readonly Fact[] {
  if (!ticket.counts) return [];
  const { teamId, channel, category, assigneeId, createdAt, firstRepliedAt, resolvedAt } = ticket;
  const place = { teamId, channel, category, agentId: assigneeId };
  const began = createdAt.getTime();
  const spans: readonly [Figure, Date | null][] = [
    ['first-response', firstRepliedAt],
    ['resolved', resolvedAt],
  ];
  return [
    { ...place, figure: 'opened', atMs: began, seconds: null },
    ...spans.flatMap(([figure, at]): Fact[] =>
      at === null ? [] : [{ ...place, figure, atMs: at.getTime(), seconds: Math.max(0, (at.getTime() - began) / 1000) }],
    ),
    ...ticket.breachedAt.map((at): Fact => ({ ...place, figure: 'breach', atMs: at.getTime(), seconds: null })),
  ];
}

export interface CountedMessage {
  readonly direction: 'inbound' | 'outbound' | 'internal';
  readonly automatic: boolean;
  readonly authorId: string | null;
  readonly channel: string;
  readonly createdAt: Date;
  /** What the ticket was when it was said. */
  readonly teamId: string | null;
  readonly category: string;
}

/**
 * What new messages of a ticket are counted as, under the ticket's team and category at that time, a reply under who
 * wrote it. Each wait of the customer ends with the reply of a person. Never taken back.
 */
export function messageFactsOf(
  messages: readonly CountedMessage[],
  waitingSince: Date | null,
): { readonly facts: readonly Fact[]; readonly waitingSince: Date | null } {
  const facts: Fact[] = [];
  let since = waitingSince;
  for (const { direction, automatic, authorId, channel, createdAt, teamId, category } of messages) {
    if (direction === 'internal') continue;
    const isInbound = direction === 'inbound';
    const place = {
      teamId,
      category,
      channel,
      agentId: isInbound ? null : authorId,
      atMs: createdAt.getTime(),
    };
    facts.push({ ...place, figure: isInbound ? 'received' : 'sent', seconds: null });
    if (automatic) continue;
    if (isInbound) since ??= createdAt;
    else if (since !== null) {
      facts.push({ ...place, figure: 'wait', seconds: Math.max(0, (createdAt.getTime() - since.getTime()) / 1000) });
      since = null;
    }
  }
  return { facts, waitingSince: since };
}
