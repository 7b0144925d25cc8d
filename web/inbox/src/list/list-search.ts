/** What the address says of a list, so that it can be sent to a colleague and survives a reload. */
export interface ListSearch {
  readonly q?: string;
  readonly sort?: string;
  readonly channel?: string;
  readonly status?: string;
  readonly team?: string;
  /** `me` */
  readonly assignee?: string;
}

const NAMES = ['q', 'sort', 'channel', 'status', 'team', 'assignee'] as const;

export function readListSearch(search: Record<string, unknown>): ListSearch {
  // A search for digits only arrives as a number.
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = search[name];
      const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
      return text === '' ? [] : [[name, text.slice(0, 400)]];
    }),
  );
}
