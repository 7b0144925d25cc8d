import type { Condition } from './kernel/condition.js';
import { newId, type ViewId } from './kernel/id.js';
import type { Tx } from './kernel/tx.js';
import type { SavedViewRepository, ViewSort } from './saved-views/settings.js';

const COLUMNS = ['number', 'subject', 'contact', 'status', 'priority', 'assigneeId', 'waitingSince', 'dueAt', 'lastMessageAt'];

const DEMO_VIEWS: readonly { readonly name: string; readonly sort: ViewSort; readonly conditions: Condition }[] = [
  {
    name: 'Unassigned',
    sort: { by: 'waitingSince', direction: 'asc' },
    conditions: { all: [{ field: 'assigneeId', operator: 'missing' }] },
  },
  {
    name: 'Mine',
    sort: { by: 'lastMessageAt', direction: 'desc' },
    conditions: { all: [{ field: 'assigneeId', operator: 'is', value: 'me' }] },
  },
  {
    name: 'Waiting longest',
    sort: { by: 'waitingSince', direction: 'asc' },
    conditions: { all: [{ field: 'waitingSince', operator: 'exists' }] },
  },
  { name: 'Due soon', sort: { by: 'dueAt', direction: 'asc' }, conditions: { all: [{ field: 'dueAt', operator: 'exists' }] } },
  {
    name: 'Resolved today',
    sort: { by: 'lastMessageAt', direction: 'desc' },
    conditions: {
      all: [
        { field: 'statusCategory', operator: 'in', value: ['resolved', 'closed'] },
        { field: 'resolvedAt', operator: 'newer-than-minutes', value: 24 * 60 },
      ],
    },
  },
];

/** The views that every desk begins with, for all to see. */
export async function demoViews(tx: Tx, views: SavedViewRepository): Promise<void> {
  for (const [position, view] of DEMO_VIEWS.entries()) {
    const all = { audience: 'shared', ownerId: null, teamId: null, columns: COLUMNS } as const;
    await views.insert(tx, { id: newId<ViewId>(), ...view, ...all, position: position + 1 });
  }
}
