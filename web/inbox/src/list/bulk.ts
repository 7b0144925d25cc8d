import type { Schemas } from '@parley/kit/desk';

export type BulkChange = Schemas['BulkChange'];
export type Bulk = Schemas['BulkAnswer'];

export function isMoving({ state }: Pick<Bulk, 'state'>): boolean {
  return state === 'running' || state === 'undoing';
}
