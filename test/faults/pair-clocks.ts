import type { EventSeen } from './pair-hands.js';

export interface ClockSeen {
  readonly id: string;
  readonly state: string;
  readonly dueAt: string | null;
  readonly fulfilledAt: string | null;
  readonly ledger: readonly { readonly kind: string; readonly at: string; readonly details: Readonly<Record<string, unknown>> }[];
}

export interface ClockFaults {
  readonly clocks: number;
  readonly breaches: number;
  readonly warnings: number;
  readonly breachesMissing: number;
  readonly breachesDoubled: number;
  readonly breachesWrong: number;
  readonly warningsDoubled: number;
  /** Ledger and history tell differently. */
  readonly newsMissing: number;
  readonly newsDoubled: number;
  /** From the due instant until it was told, in milliseconds of the machine. */
  readonly lateP50Ms: number;
  readonly lateMaxMs: number;
}

/** What must have been told by then. */
const TELLING_MS = 5_000;

type Line = ClockSeen['ledger'][number];

export function clockFaults(
  tickets: readonly { readonly clocks: readonly ClockSeen[]; readonly events: readonly EventSeen[] }[],
  { untilMs, speed }: { readonly untilMs: number; readonly speed: number },
): ClockFaults {
  const clocks = tickets.flatMap((t) => t.clocks.map((clock) => ({ clock, events: t.events })));
  const count = (fault: (clock: ClockSeen, events: readonly EventSeen[]) => number) =>
    clocks.reduce((sum, { clock, events }) => sum + fault(clock, events), 0);
  const late = clocks.flatMap(({ clock, events }) => latenessOf(clock, events, speed)).toSorted((a, b) => a - b);
  return {
    clocks: clocks.length,
    breaches: count((clock) => linesOf(clock, 'breached').length),
    warnings: count((clock) => linesOf(clock, 'warned').length),
    breachesMissing: count((clock) => (isMissed(clock, untilMs - TELLING_MS * speed) ? 1 : 0)),
    breachesDoubled: count((clock) => Math.max(0, linesOf(clock, 'breached').length - 1)),
    breachesWrong: count((clock) => linesOf(clock, 'breached').filter((line) => isWrong(clock, line)).length),
    warningsDoubled: count((clock) => repeatedWarnings(clock)),
    newsMissing: count((clock, events) => Math.max(0, -surplus(clock, events))),
    newsDoubled: count((clock, events) => Math.max(0, surplus(clock, events))),
    lateP50Ms: Math.round(late[Math.floor(late.length / 2)] ?? 0),
    lateMaxMs: Math.round(late.at(-1) ?? 0),
  };
}

function linesOf(clock: ClockSeen, kind: string): readonly Line[] {
  return clock.ledger.filter((line) => line.kind === kind);
}

/** Over without having been fulfilled, paused or given up before, and no word of it. */
function isMissed(clock: ClockSeen, untilMs: number): boolean {
  let dueMs: number | null = null;
  for (const { kind, at, details } of clock.ledger) {
    if (kind === 'breached') return false;
    if (dueMs !== null && dueMs < Date.parse(at) && dueMs < untilMs) return true;
    dueMs = typeof details['dueAt'] === 'string' ? Date.parse(details['dueAt']) : null;
    if (kind === 'fulfilled' || kind === 'cancelled') dueMs = null;
  }
  return dueMs !== null && dueMs < untilMs;
}

/** Those of a wrong breach, to look at. */
export function wronged(clocks: readonly ClockSeen[]): readonly ClockSeen[] {
  return clocks.filter((clock) => linesOf(clock, 'breached').some((line) => isWrong(clock, line)));
}

/** A breach at another instant than it was due, or of a clock that had been fulfilled by then. */
function isWrong(clock: ClockSeen, { at, details }: Line): boolean {
  const fulfilled = clock.fulfilledAt !== null && Date.parse(clock.fulfilledAt) < Date.parse(at);
  return fulfilled || Date.parse(String(details['dueAt'])) !== Date.parse(at);
}

/** Of one percentage, unless another target applied in between. */
function repeatedWarnings(clock: ClockSeen): number {
  let warned = new Set<unknown>();
  let repeated = 0;
  for (const { kind, details } of clock.ledger) {
    if (kind === 'retargeted') warned = new Set();
    if (kind !== 'warned') continue;
    if (warned.has(details['percent'])) repeated += 1;
    warned.add(details['percent']);
  }
  return repeated;
}

/** How many more warnings and breaches the ticket's history has than the clock's ledger. */
function surplus(clock: ClockSeen, events: readonly EventSeen[]): number {
  const told = events.filter((e) => (e.name === 'clock.breached' || e.name === 'clock.warned') && e.data['clockId'] === clock.id);
  return told.length - linesOf(clock, 'breached').length - linesOf(clock, 'warned').length;
}

/** The ledger has the very instant; the history has when it was noticed. */
function latenessOf(clock: ClockSeen, events: readonly EventSeen[], speed: number): readonly number[] {
  const [breach] = linesOf(clock, 'breached');
  const told = events.find((e) => e.name === 'clock.breached' && e.data['clockId'] === clock.id);
  return breach === undefined || told === undefined ? [] : [(Date.parse(told.at) - Date.parse(breach.at)) / speed];
}
