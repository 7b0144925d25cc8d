import type { TicketChanged } from '@parley/sdk/realtime';
import type { InfiniteData } from '@tanstack/react-query';
import type { Row, RowPage } from './list-source.js';

export type Pages = InfiniteData<RowPage, string | null>;

/** Pages may overlap when the order moved between them: each ticket is shown once. */
export function rowsOf(pages: Pages | undefined): readonly Row[] {
  const seen = new Map<string, Row>();
  for (const page of pages?.pages ?? []) for (const row of page.items) if (!seen.has(row.id)) seen.set(row.id, row);
  return [...seen.values()];
}

/** The row as the hint tells it; what the hint is silent about stays. Older news than what is known changes nothing. */
export function patched(row: Row, { version, seq, row: news }: TicketChanged): Row {
  if (version < row.version) return row;
  const { contactName, tags, ...rest } = news;
  return {
    ...row,
    ...rest,
    statusCategory: rest.statusCategory as Row['statusCategory'],
    priority: rest.priority as Row['priority'],
    lastDirection: rest.lastDirection as Row['lastDirection'],
    contact: { ...row.contact, name: contactName },
    tags: [...tags],
    version,
    lastSeq: seq,
  };
}

export function withRows(pages: Pages, change: (row: Row) => Row | null): Pages {
  let touched = false;
  const next = pages.pages.map((page) => {
    const items = page.items.flatMap((row) => {
      const changed = change(row);
      if (changed !== row) touched = true;
      return changed === null ? [] : [changed];
    });
    return { ...page, items };
  });
  return touched ? { ...pages, pages: next } : pages;
}

export interface News {
  /** So many stand above, or came in between. */
  readonly count: number;
  /** Rows that are on the screen and in the list no longer. */
  readonly gone: ReadonlySet<string>;
  readonly reordered: boolean;
}

/** How the beginning of a list differs from the rows on the screen. */
export function newsIn(head: RowPage, rows: readonly Row[]): News {
  const loaded = new Set(rows.map((row) => row.id));
  const inHead = new Set(head.items.map((row) => row.id));
  const first = rows.find((row) => inHead.has(row.id));
  const above = first === undefined ? head.items.length : head.items.findIndex((row) => row.id === first.id);
  const fresh = head.items.filter((row, at) => at < above || !loaded.has(row.id));
  // A head that is the whole list says of every row whether it is still in it; else of those that stand before its end.
  const last = head.nextCursor === null ? rows.length : rows.findLastIndex((row) => inHead.has(row.id));
  const reach = head.nextCursor === null ? rows : rows.slice(0, Math.min(last, head.items.length - fresh.length));
  const gone = new Set(reach.filter((row) => !inHead.has(row.id)).map((row) => row.id));
  const stay = rows.filter((row) => inHead.has(row.id)).map((row) => row.id);
  const order = head.items.filter((row) => loaded.has(row.id)).map((row) => row.id);
  return { count: fresh.length, gone, reordered: stay.some((id, at) => order[at] !== id) };
}
