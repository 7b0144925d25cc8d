import type { AgentId, SkillId } from '../../kernel/id.js';

export type PresenceStatus = 'online' | 'away' | 'busy' | 'offline';
export const PRESENCE_STATUSES: readonly PresenceStatus[] = ['online', 'away', 'busy', 'offline'];

/** How a team finds somebody for a ticket. `manual`: not at all. */
export type Strategy = 'manual' | 'sticky' | Turn;
/** The ways to take turns; also what a sticky team falls back on. */
export type Turn = 'round-robin' | 'least-loaded' | 'longest-idle';
export const TURNS: readonly Turn[] = ['round-robin', 'least-loaded', 'longest-idle'];
export const STRATEGIES: readonly Strategy[] = ['manual', 'sticky', ...TURNS];

/** Units that an agent carries at once unless somebody says otherwise. */
export const DEFAULT_CAPACITY = 6;
/** Units of a channel that nobody gave a weight. */
export const DEFAULT_UNITS = 1;
/** What is not heard of for so long is not there. */
export const IDLE_MINUTES = 2;

export interface SkillNeed {
  readonly skillId: SkillId;
  /** 1 to 5. */
  readonly level: number;
}

/** A member of the team, as the choice sees them. */
export interface Candidate {
  readonly agentId: AgentId;
  readonly name: string;
  readonly status: PresenceStatus;
  /** Units carried now. */
  readonly load: number;
  readonly capacity: number;
  /** Empty: nobody said, so none is held against them. */
  readonly languages: readonly string[];
  /** Level by skill id. */
  readonly skills: Readonly<Record<string, number>>;
  /** Since when they have been without new work, in epoch milliseconds. */
  readonly idleSinceMs: number;
}

/** What a ticket asks of whoever takes it. */
export interface Need {
  readonly units: number;
  readonly skills: readonly SkillNeed[];
  readonly language: string | null;
  /** Who last worked with this contact. */
  readonly knownAgentId: AgentId | null;
}

/** Whose turn it is. */
export interface Rota {
  readonly strategy: Strategy;
  readonly fallback: Turn;
  readonly matchLanguage: boolean;
  /** Who had the last turn. */
  readonly lastAgentId: AgentId | null;
}
