/** A row as it is hashed, read back from the database. */
export interface ChainableRow {
  readonly id: string;
  /** UTC with microseconds, as the database writes it. */
  readonly at: string;
  readonly actorType: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly tokenId: string | null;
  readonly action: string;
  readonly resource: string;
  readonly resourceId: string | null;
  readonly detail: unknown;
  readonly address: string;
  readonly requestId: string;
}

/** One text for one row: a JSON array in this order, object keys sorted, no spaces. Changing it breaks every chain that exists. */
export function canonical(seq: number, row: ChainableRow): string {
  const { id, at, actorType, actorId, actorName, tokenId, action, resource, resourceId, detail, address, requestId } = row;
  return JSON.stringify([
    seq, id, at, actorType, actorId, actorName, tokenId, action, resource, resourceId, sorted(detail), address, requestId,
  ]); // biome-ignore format: the order is the format
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
