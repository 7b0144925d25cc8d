export type StatusCategory = 'new' | 'open' | 'pending' | 'on_hold' | 'resolved' | 'closed';
export const STATUS_CATEGORIES: readonly StatusCategory[] = ['new', 'open', 'pending', 'on_hold', 'resolved', 'closed'];

export type Priority = 'low' | 'normal' | 'high' | 'urgent';
/** Stored as its rank, so that "most urgent first" is an index scan. */
export const PRIORITIES: readonly Priority[] = ['low', 'normal', 'high', 'urgent'];

export function rankOf(priority: Priority): number {
  return PRIORITIES.indexOf(priority) + 1;
}

export function priorityOf(rank: number): Priority {
  return PRIORITIES[rank - 1] ?? 'normal';
}
