import type { Weighed } from '../decision.js';

export type Fact = 'team' | 'priority' | 'category' | 'language' | 'tags' | 'skills';

/** How a language says why a ticket went where it went. */
export interface RoutingWords {
  /** By strategy: why it was this one's turn. */
  readonly by: Readonly<Record<string, string>>;
  /** After a number of agents. */
  readonly verdicts: Readonly<Partial<Record<keyof Weighed['counts'], string>>>;
  readonly facts: Readonly<Record<Fact, string>>;
  readonly separator: string;
  minutes(count: number): string;
  given(to: { agent: string; why: string; load: { carried: number; capacity: number } | null; waited: string }): string;
  /** @param possible how many more could have taken it @param why of those who could not; '' when there is none */
  others(possible: number, why: string): string;
  byHand(actor: string, to: { agent: string | null; team: string | null }): string;
  left(agent: string): string;
  leftTeam(agent: string): string;
  /** @param status of {@link PresenceStatus} */
  abandoned(agent: string, status: string, span: string): string;
  overflowed(from: string, to: string, span: string): string;
  aboutToBeGiven(team: string): string;
  noMembers(team: string): string;
  nobodyCan(team: string, why: string): string;
  noRules(): string;
  noneMatched(count: number): string;
  rule(names: readonly string[], set: string): string;
}
