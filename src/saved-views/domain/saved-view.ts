import { type Actor, agentIdOf } from '../../kernel/actor.js';
import type { Condition } from '../../kernel/condition.js';
import type { AgentId, TeamId, ViewId } from '../../kernel/id.js';

/** Whose a view is: one agent's, one team's, everybody's. */
export type ViewAudience = 'personal' | 'team' | 'shared';
export const VIEW_AUDIENCES: readonly ViewAudience[] = ['personal', 'team', 'shared'];

export type ViewSortField = 'dueAt' | 'waitingSince' | 'createdAt' | 'lastMessageAt' | 'priority';
export type ViewDirection = 'asc' | 'desc';

/**
 * The ways a list can be asked for. A date that may be missing is shown nearest (or longest ago) first, then the tickets
 * without it; the least urgent first is of use to nobody.
 */
export const VIEW_DIRECTIONS: Readonly<Record<ViewSortField, readonly ViewDirection[]>> = {
  dueAt: ['asc'],
  waitingSince: ['asc'],
  createdAt: ['desc', 'asc'],
  lastMessageAt: ['desc', 'asc'],
  priority: ['desc'],
};
export const VIEW_SORTS = Object.keys(VIEW_DIRECTIONS) as readonly ViewSortField[];

export interface ViewSort {
  readonly by: ViewSortField;
  readonly direction: ViewDirection;
}

export interface SavedView {
  readonly id: ViewId;
  readonly name: string;
  readonly audience: ViewAudience;
  readonly ownerId: AgentId | null;
  readonly teamId: TeamId | null;
  readonly conditions: Condition;
  readonly sort: ViewSort;
  readonly columns: readonly string[];
  readonly position: number;
  readonly createdAt: Date;
  readonly version: number;
}

type Owned = Pick<SavedView, 'audience' | 'ownerId'>;

/** A view of one's own is one's own affair; what others see too is a supervisor's. */
export function mayArrange(actor: Actor, view: Owned): boolean {
  if (actor.type !== 'agent' && actor.type !== 'token') return false;
  if (view.audience === 'personal') return view.ownerId === agentIdOf(actor);
  return actor.role === 'admin' || actor.role === 'supervisor';
}
