import type { AgentId } from '../../kernel/id.js';
import { type Candidate, type Need, type Rota, type Strategy, TURNS, type Turn } from './candidate.js';

export type Verdict = 'chosen' | 'possible' | 'offline' | 'away' | 'busy' | 'language' | 'skill' | 'full';

export interface Judged {
  readonly candidate: Candidate;
  readonly verdict: Verdict;
}

export interface Choice {
  readonly chosen: Candidate | null;
  /** What decided among those who could; null when nobody could. */
  readonly by: Exclude<Strategy, 'manual'> | null;
  /** Every candidate, the chosen one first, then those who could, then the others. */
  readonly judged: readonly Judged[];
}

/** Half units add up exactly; anything finer is forgiven this much. */
const EPSILON = 1e-9;

/** Who takes the ticket, and why nobody else does. Whoever asks has read the candidates; nothing here knows a database. */
export function choose(candidates: readonly Candidate[], need: Need, rota: Rota): Choice {
  const judged = candidates.map((candidate): Judged => ({ candidate, verdict: verdictOn(candidate, need, rota.matchLanguage) }));
  const possible = judged.filter((j) => j.verdict === 'possible').map((j) => j.candidate);
  const pick = picked(possible, need, rota);
  const mark = (j: Judged): Judged => (j.candidate === pick?.candidate ? { ...j, verdict: 'chosen' } : j);
  return {
    chosen: pick?.candidate ?? null,
    by: pick?.by ?? null,
    judged: judged.map(mark).toSorted((a, b) => ORDER[a.verdict] - ORDER[b.verdict]),
  };
}

const ORDER: Readonly<Record<Verdict, number>> = { chosen: 0, possible: 1, full: 2, busy: 3, away: 4, skill: 5, language: 6, offline: 7 };

/** The first thing that stands in the way: what takes longest to change is named first. */
function verdictOn(candidate: Candidate, need: Need, matchLanguage: boolean): Verdict {
  if (matchLanguage && !speaks(candidate.languages, need.language)) return 'language';
  if (need.skills.some(({ skillId, level }) => (candidate.skills[skillId] ?? 0) < level)) return 'skill';
  if (candidate.status !== 'online') return candidate.status;
  return hasRoom(candidate, need.units) ? 'possible' : 'full';
}

export function hasRoom({ load, capacity }: Pick<Candidate, 'load' | 'capacity'>, units: number): boolean {
  return load + units <= capacity + EPSILON;
}

/** `zh-CN` speaks `zh`: a ticket asks for a language, not for a region. */
export function speaks(languages: readonly string[], language: string | null): boolean {
  return language === null || languages.length === 0 || languages.some((one) => primary(one) === primary(language));
}

function primary(language: string): string {
  return (language.split('-', 1)[0] ?? '').toLowerCase();
}

function picked(
  possible: readonly Candidate[],
  need: Need,
  rota: Rota,
): { readonly candidate: Candidate; readonly by: Exclude<Strategy, 'manual'> } | null {
  const { strategy } = rota;
  if (strategy === 'manual' || possible.length === 0) return null;
  const known = strategy === 'sticky' ? possible.find((c) => c.agentId === need.knownAgentId) : undefined;
  if (known !== undefined) return { candidate: known, by: 'sticky' };
  const by = TURNS.find((turn) => turn === strategy) ?? rota.fallback;
  const candidate = PICK[by](possible, rota.lastAgentId);
  return candidate === null ? null : { candidate, by };
}

type Picking = (possible: readonly Candidate[], lastAgentId: AgentId | null) => Candidate | null;

const PICK: Readonly<Record<Turn, Picking>> = {
  'least-loaded': (possible) => first(possible, (a, b) => share(a) - share(b) || a.idleSinceMs - b.idleSinceMs),
  'longest-idle': (possible) => first(possible, (a, b) => a.idleSinceMs - b.idleSinceMs || share(a) - share(b)),
  // The next id after the last one, round and round: also fair when people come and go.
  'round-robin': (possible, last) => {
    const later = last === null ? [] : possible.filter((c) => c.agentId > last);
    return first(later.length > 0 ? later : possible, () => 0);
  },
};

function share({ load, capacity }: Candidate): number {
  return capacity > 0 ? load / capacity : 0;
}

/** Ties go to the lower id, so that the same question has the same answer. */
function first(candidates: readonly Candidate[], order: (a: Candidate, b: Candidate) => number): Candidate | null {
  return candidates.reduce<Candidate | null>((best, one) => {
    if (best === null) return one;
    const compared = order(one, best);
    return compared < 0 || (compared === 0 && one.agentId < best.agentId) ? one : best;
  }, null);
}
