import { type AgentId, newId, type SkillId, type TeamId } from '../../kernel/id.js';
import type { PastTicket, SimulatedAgent, SimulatedTeam, TeamRouting } from '../../routing/settings.js';
import { customFacts, priorityOf } from '../../tickets/settings.js';
import type { PastPresenceRow, PastTicketRow, SimulatedAgentRow, SimulatedTeamRow } from '../../views/routing-history.js';
import type { SimulatedAgentInput, SimulatedHoursInput, SimulatedTeamInput } from './simulation.dto.js';

/** From, until; epoch milliseconds. */
export type Span = readonly [number, number];

const DAY_MS = 86_400_000;
const HANDLING_MIN_MS = 30_000;
const HANDLING_MAX_MS = 8 * 3_600_000;
/** When nothing at all is known of how long a ticket takes, and its first answer. */
const HANDLING_GUESS_MS = 15 * 60_000;
const ANSWERING_GUESS_MS = 5 * 60_000;

/** How long something takes with tickets of a channel. */
export class Durations {
  private readonly byChannel = new Map<string, number>();
  private readonly overall: number;

  /** @param guessMs when nothing at all is known */
  constructor(
    rows: readonly PastTicketRow[],
    private readonly measure: (row: PastTicketRow) => number | null,
    guessMs: number,
  ) {
    const known = rows.flatMap((row) => {
      const ms = measure(row);
      return ms === null ? [] : [{ channel: row.channel, ms }];
    });
    this.overall = median(known.map((k) => k.ms)) ?? guessMs;
    for (const channel of new Set(known.map((k) => k.channel))) {
      const of = median(known.filter((k) => k.channel === channel).map((k) => k.ms));
      if (of !== null) this.byChannel.set(channel, of);
    }
  }

  /** The ticket's own, else the median of its channel. */
  of(row: PastTicketRow): number {
    return this.measure(row) ?? this.byChannel.get(row.channel) ?? this.overall;
  }
}

/** From being assigned (or first answered) until resolved. */
export function handlingTimes(rows: readonly PastTicketRow[]): Durations {
  return new Durations(rows, handlingOf, HANDLING_GUESS_MS);
}

/** From being assigned until first answered. */
export function answeringTimes(rows: readonly PastTicketRow[]): Durations {
  return new Durations(rows, answeringOf, ANSWERING_GUESS_MS);
}

export function pastTicket(
  row: PastTicketRow,
  detected: string | null,
  { handlingMs, answeringMs }: Pick<PastTicket, 'handlingMs' | 'answeringMs'>,
): PastTicket {
  const language = detected ?? row.inboxLanguage;
  const takenAt = row.assignedAt ?? row.firstRepliedAt;
  const createdAt = row.createdAt.toISOString();
  return {
    id: row.id,
    arrivedMs: row.createdAt.getTime(),
    channel: row.channel,
    priority: row.priority,
    language,
    teamId: row.inboxTeamId as TeamId | null,
    lastTeamId: row.teamId as TeamId | null,
    contactId: row.contactId,
    facts: {
      subject: row.subject,
      status: 'new',
      statusCategory: 'new',
      priority: priorityOf(row.priority),
      category: row.category,
      channel: row.channel,
      inboxId: row.inboxId,
      teamId: row.inboxTeamId,
      assigneeId: null,
      language,
      tags: [],
      createdAt,
      lastMessageAt: createdAt,
      waitingSince: row.direction === 'inbound' && !row.automatic ? createdAt : null,
      'contact.id': row.contactId,
      'contact.name': row.contactName,
      'contact.tier': row.contactTier,
      'message.text': row.text,
      'message.direction': row.direction,
      'message.kind': row.kind,
      'message.automatic': row.automatic,
      detectedLanguage: detected,
      ...customFacts(row.customFields),
    },
    handlingMs,
    waitedMs: takenAt === null ? null : Math.max(0, takenAt.getTime() - row.createdAt.getTime()),
    answeringMs,
    answerDueMs: row.answerDueAt?.getTime() ?? null,
    wasAnsweredLate: row.answerBreachedAt !== null,
  };
}

export function simulatedTeams(
  rows: readonly SimulatedTeamRow[],
  settings: ReadonlyMap<TeamId, TeamRouting>,
  { byHand, overrides }: { readonly byHand: TeamRouting; readonly overrides: readonly SimulatedTeamInput[] },
): readonly SimulatedTeam[] {
  return rows.map(({ id, name }) => {
    const teamId = id as TeamId;
    const now = settings.get(teamId) ?? byHand;
    const given = overrides.find((o) => o.teamId === id);
    const overflowTeamId = given?.overflowTeamId === undefined ? now.overflowTeamId : (given.overflowTeamId as TeamId | null);
    return {
      id: teamId,
      name,
      strategy: given?.strategy ?? now.strategy,
      fallback: given?.fallbackStrategy ?? now.fallback,
      matchLanguage: given?.matchLanguage ?? now.matchLanguage,
      overflowTeamId,
      overflowAfterMinutes: given?.overflowAfterMinutes === undefined ? now.overflowAfterMinutes : given.overflowAfterMinutes,
    };
  });
}

export function simulatedAgents(
  rows: readonly SimulatedAgentRow[],
  overrides: readonly SimulatedAgentInput[],
  online: (agentId: string) => readonly Span[],
  window: Span,
): readonly SimulatedAgent[] {
  const changed = rows.map((row) =>
    changedBy(
      row,
      overrides.find((o) => o.agentId === row.agentId),
      { online: online(row.agentId), window },
    ),
  );
  const added = overrides
    .filter((o) => o.agentId === undefined)
    .map((given, i) => {
      const blank = { agentId: newId<AgentId>(), name: `Agent ${i + 1}`, languages: [], teamIds: [], skills: {}, capacity: 6 };
      return changedBy(blank, given, { online: [window], window });
    });
  return [...changed, ...added];
}

function changedBy(
  row: SimulatedAgentRow,
  given: SimulatedAgentInput | undefined,
  { online, window }: { readonly online: readonly Span[]; readonly window: Span },
): SimulatedAgent {
  const skills = given?.skills === undefined ? row.skills : Object.fromEntries(given.skills.map((s) => [s.skillId as SkillId, s.level]));
  return {
    agentId: row.agentId as AgentId,
    name: given?.name ?? row.name,
    teamIds: (given?.teamIds ?? row.teamIds) as readonly TeamId[],
    languages: given?.languages ?? row.languages,
    skills,
    capacity: given?.capacity ?? row.capacity,
    online: given?.hours === undefined ? online : daily(given.hours, window),
  };
}

/** When each agent was online, by what is on record. */
export function onlineSpans(rows: readonly PastPresenceRow[], untilMs: number): ReadonlyMap<string, readonly Span[]> {
  const spans = new Map<string, Span[]>();
  const since = new Map<string, number>();
  const end = (agentId: string, at: number) => {
    const from = since.get(agentId);
    if (from !== undefined && at > from) spans.set(agentId, [...(spans.get(agentId) ?? []), [from, at]]);
    since.delete(agentId);
  };
  for (const { agentId, status, at } of rows) {
    if (status !== 'online') end(agentId, at.getTime());
    else if (!since.has(agentId)) since.set(agentId, at.getTime());
  }
  for (const agentId of since.keys()) end(agentId, untilMs);
  return spans;
}

/** The same hours every day, cut to the window. */
export function daily({ from, until }: SimulatedHoursInput, [start, end]: Span): readonly Span[] {
  const [begins, ends] = [minuteOf(from) * 60_000, minuteOf(until) * 60_000];
  const length = ends > begins ? ends - begins : ends - begins + DAY_MS;
  const spans: Span[] = [];
  for (let day = Math.floor(start / DAY_MS) * DAY_MS - DAY_MS; day < end; day += DAY_MS) {
    const span: Span = [Math.max(start, day + begins), Math.min(end, day + begins + length)];
    if (span[1] > span[0]) spans.push(span);
  }
  return spans;
}

function minuteOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

function handlingOf({ assignedAt, firstRepliedAt, resolvedAt }: PastTicketRow): number | null {
  const from = assignedAt ?? firstRepliedAt;
  if (from === null || resolvedAt === null) return null;
  const ms = resolvedAt.getTime() - from.getTime();
  return ms < 0 ? null : Math.min(HANDLING_MAX_MS, Math.max(HANDLING_MIN_MS, ms));
}

function answeringOf({ assignedAt, firstRepliedAt }: PastTicketRow): number | null {
  if (assignedAt === null || firstRepliedAt === null) return null;
  return Math.max(0, firstRepliedAt.getTime() - assignedAt.getTime());
}

function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}
