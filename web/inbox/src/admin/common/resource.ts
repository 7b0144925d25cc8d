import { queries } from '@parley/kit/frame';
import { type InfiniteData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ComponentType, ReactNode } from 'react';
import { allOf, directoryChanged, type PageOf, type PageQuery } from '../../directory.js';

export const PAGE_SIZE = 100;

export interface Column<Row> {
  /** `columns.<key>` are its words. */
  readonly key: string;
  readonly render: (row: Row) => ReactNode;
}

export interface FormProps<Row, Draft> {
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
  /** What is wrong with a field, when the desk said so. */
  readonly errorOf: (field: string) => string | undefined;
  /** Null while it is being made. */
  readonly row: Row | null;
  readonly readOnly: boolean;
  /** What the desk refused, for editors that show it in their own places. */
  readonly problem: unknown;
}

/** Something administrators list, make, change and put away: how the API does it, and what is typed in between. */
export interface Resource<Row, Draft extends object> {
  /** The page it is on. */
  readonly name: string;
  /** Who lacks it may look only. */
  readonly permission: string;
  readonly idOf: (row: Row) => string;
  readonly titleOf: (row: Row) => string;
  readonly isOff?: (row: Row) => boolean;
  readonly list: (query: PageQuery) => Promise<PageOf<Row>>;
  readonly one: (id: string) => Promise<Row>;
  readonly blank: () => Draft;
  readonly draftOf: (row: Row) => Draft;
  readonly create: (draft: Draft) => Promise<unknown>;
  readonly change: (row: Row, draft: Draft) => Promise<unknown>;
  readonly remove?: (row: Row) => Promise<unknown>;
  readonly Form: ComponentType<FormProps<Row, Draft>>;
}

/** After a change: the lists of this area, and the names that all others show. */
export async function changed(name: string): Promise<void> {
  await Promise.all([queries.invalidateQueries({ queryKey: ['admin', name] }), directoryChanged()]);
}

export const listKey = (name: string) => ['admin', name, 'list'] as const;
export const oneKey = (name: string, id: string) => ['admin', name, 'one', id] as const;

export function useList<Row>(name: string, list: (query: PageQuery) => Promise<PageOf<Row>>, more: readonly unknown[] = []) {
  const query = useInfiniteQuery({
    queryKey: [...listKey(name), ...more],
    queryFn: ({ pageParam }) => list({ limit: PAGE_SIZE, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  return { ...query, rows: rowsOf(query.data) };
}

function rowsOf<Row>(data: InfiniteData<PageOf<Row>, unknown> | undefined): readonly Row[] | undefined {
  return data?.pages.flatMap(({ items }) => items);
}

/** All there are, for a choice among them. */
export function useEvery<Row>(name: string, list: (query: PageQuery) => Promise<PageOf<Row>>, enabled = true): readonly Row[] {
  const { data } = useQuery({ queryKey: ['admin', name, 'every'], queryFn: () => allOf(list), enabled });
  return data ?? [];
}
