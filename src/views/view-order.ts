export type ViewOrderField = 'dueAt' | 'waitingSince' | 'createdAt' | 'lastMessageAt' | 'priority';

export interface ViewOrder {
  readonly by: ViewOrderField;
  readonly direction: 'asc' | 'desc';
}

/** One stretch of a list: the rows it holds and the order they stand in. Lists by a date that may be missing have two. */
export interface Leg {
  /** Part of the WHERE, or null for every row. */
  readonly where: string | null;
  /** Its order has a partial index with just these rows: nearly all are open, and the planner does not know. */
  readonly ownIndex: boolean;
  readonly keys: readonly LegKey[];
  readonly descending: boolean;
}

interface LegKey {
  readonly column: string;
  readonly type: string;
}

const ID: LegKey = { column: 'id', type: 'uuid' };
const at = (column: string): LegKey => ({ column, type: 'timestamptz' });

const RECENT: Leg = { where: null, ownIndex: false, keys: [at('last_message_at'), ID], descending: true };

/** The indexes: ix_ticket_open_recent, _created and _priority, ix_ticket_due, ix_ticket_waiting; over closed tickets ix_ticket_recent, _created and _priority. */
export function legsOf({ by, direction }: ViewOrder): readonly Leg[] {
  const descending = direction === 'desc';
  switch (by) {
    case 'lastMessageAt':
      return [{ ...RECENT, descending }];
    case 'createdAt':
      return [{ where: null, ownIndex: false, keys: [at('created_at'), ID], descending }];
    case 'priority':
      return [
        { where: null, ownIndex: false, keys: [{ column: 'priority', type: 'smallint' }, at('last_message_at'), ID], descending: true },
      ];
    case 'dueAt':
      return nearestFirst('due_at');
    case 'waitingSince':
      return nearestFirst('waiting_since');
  }
}

function nearestFirst(column: string): readonly Leg[] {
  return [
    { where: `t.${column} is not null`, ownIndex: true, keys: [at(column), ID], descending: false },
    { ...RECENT, where: `t.${column} is null` },
  ];
}

export function orderSql({ keys, descending }: Leg): string {
  return keys.map(({ column }) => `t.${column}${descending ? ' desc' : ''}`).join(', ');
}

/** The row comparison that starts after a place. */
export function afterSql({ keys, descending }: Leg, placeholders: readonly string[]): string {
  const values = keys.map(({ type }, i) => `${placeholders[i] ?? 'null'}::${type}`);
  return `(${keys.map(({ column }) => `t.${column}`).join(', ')}) ${descending ? '<' : '>'} (${values.join(', ')})`;
}

/** The columns {@link keysOf} reads: as text, with the database's full precision. */
export function keysSql({ keys }: Leg): string {
  return keys.map(({ column }, i) => `t.${column}::text as "${KEY_COLUMNS[i]}"`).join(', ');
}

/** The keys of a row, for the cursor. */
export function keysOf({ keys }: Leg, row: KeyColumns): readonly string[] {
  return keys.map((_, i) => row[KEY_COLUMNS[i] as keyof KeyColumns] ?? '');
}

const KEY_COLUMNS = ['key0', 'key1', 'key2'] as const;
/** One for each key of the leg: no array, which would be written and read for every row. */
export type KeyColumns = Readonly<Partial<Record<(typeof KEY_COLUMNS)[number], string>>>;
