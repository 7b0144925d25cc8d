import type { AgentId, RoutingRuleId } from '../../kernel/id.js';
import type { Strategy } from './candidate.js';
import type { Choice, Verdict } from './choose.js';
import type { Looked, Routed } from './route.js';

/** One who was looked at. Names as they were then. */
export interface ShownCandidate {
  readonly agentId: AgentId;
  readonly name: string;
  readonly verdict: Verdict;
  readonly load: number;
  readonly capacity: number;
}

export interface Weighed {
  /** The first of them, the chosen one before those who could and those before the others. */
  readonly candidates: readonly ShownCandidate[];
  /** All of them, by verdict. */
  readonly counts: Readonly<Partial<Record<Verdict, number>>>;
}

/** Why a ticket is where it is, as it is stored. */
export type Decision =
  | {
      readonly kind: 'routed';
      readonly reasons: {
        readonly rules: readonly { readonly id: RoutingRuleId; readonly name: string }[];
        readonly looked: readonly Looked[];
        readonly passedOver: number;
        readonly set: Readonly<Record<string, unknown>>;
        readonly detectedLanguage: string | null;
      };
    }
  | {
      readonly kind: 'assigned';
      readonly reasons: Weighed & { readonly by: Exclude<Strategy, 'manual'>; readonly agent: Named; readonly waitedMinutes: number };
    }
  | {
      readonly kind: 'by-hand';
      readonly reasons: { readonly actor: string; readonly agent: string | null; readonly team: string | null };
    }
  | { readonly kind: 'released'; readonly reasons: { readonly agent: Named; readonly status: string; readonly awayMinutes: number } }
  /** They may not work any more, or not in this team. */
  | { readonly kind: 'released'; readonly reasons: { readonly agent: Named; readonly status: 'gone' | 'left-team' } }
  | {
      readonly kind: 'overflowed';
      readonly reasons: { readonly from: Named; readonly to: Named; readonly waitedMinutes: number };
    };

export interface Named {
  readonly id: string;
  readonly name: string;
}

export type DecisionKind = Decision['kind'];

const CANDIDATES_MAX = 50;

export function weighed({ judged }: Pick<Choice, 'judged'>): Weighed {
  const counts: Partial<Record<Verdict, number>> = {};
  for (const { verdict } of judged) counts[verdict] = (counts[verdict] ?? 0) + 1;
  const candidates = judged.slice(0, CANDIDATES_MAX).map(({ candidate: { agentId, name, load, capacity }, verdict }) => ({
    agentId,
    name,
    verdict,
    load,
    capacity,
  }));
  return { candidates, counts };
}

export function routedDecision(routed: Routed, detectedLanguage: string | null): Decision {
  const { team, priority, category, language, tags, skills, looked, passedOver } = routed;
  const given = { team: team?.name ?? null, priority, category, language };
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  return {
    kind: 'routed',
    reasons: {
      rules: looked.filter((l) => l.matched).map(({ ruleId, name }) => ({ id: ruleId, name })),
      looked,
      passedOver,
      set: { ...set, ...(tags.length > 0 ? { tags } : {}), ...(skills.length > 0 ? { skills } : {}) },
      detectedLanguage,
    },
  };
}
