import { ask, desk, type Schemas } from '@parley/kit/desk';
import { currentLanguage } from '@parley/kit/languages';
import { queryOptions, useQuery } from '@tanstack/react-query';

/** What a desk has names for. Short lists that seldom change: fetched whole, kept for minutes. */
interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}
type Query = { readonly limit: number; readonly cursor?: string };
const PAGES_MAX = 10;
const LIMIT = 200;

async function everyPage<T>(page: (query: Query) => Promise<Page<T>>): Promise<readonly T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  for (let i = 0; i < PAGES_MAX; i++) {
    const { items, nextCursor }: Page<T> = await page({ limit: LIMIT, ...(cursor === null ? {} : { cursor }) });
    all.push(...items);
    cursor = nextCursor;
    if (cursor === null) break;
  }
  return all;
}

const kept = <T>(name: string, page: (query: Query) => Promise<Page<T>>) =>
  queryOptions({ queryKey: ['things', name], queryFn: () => everyPage(page), staleTime: 5 * 60_000 });

export const agentsQuery = kept('agents', (query) => ask(desk.GET('/api/v1/agents', { params: { query } })));
export const teamsQuery = kept('teams', (query) => ask(desk.GET('/api/v1/teams', { params: { query } })));
export const inboxesQuery = kept('inboxes', (query) => ask(desk.GET('/api/v1/inboxes', { params: { query } })));
export const tagsQuery = kept('tags', (query) => ask(desk.GET('/api/v1/tags', { params: { query } })));
export const statusesQuery = kept('statuses', (query) => ask(desk.GET('/api/v1/statuses', { params: { query } })));
export const categoriesQuery = kept('categories', (query) => ask(desk.GET('/api/v1/categories', { params: { query } })));
export const customFieldsQuery = kept('custom-fields', (query) => ask(desk.GET('/api/v1/custom-fields', { params: { query } })));

export interface Things {
  readonly agents: readonly Schemas['AgentAnswer'][];
  readonly teams: readonly Schemas['TeamAnswer'][];
  readonly inboxes: readonly Schemas['InboxAnswer'][];
  readonly tags: readonly Schemas['TagAnswer'][];
  readonly statuses: readonly Schemas['StatusAnswer'][];
  readonly categories: readonly Schemas['CategoryAnswer'][];
}

const NONE: readonly never[] = [];

export function useThings(): Things {
  return {
    agents: useQuery(agentsQuery).data ?? NONE,
    teams: useQuery(teamsQuery).data ?? NONE,
    inboxes: useQuery(inboxesQuery).data ?? NONE,
    tags: useQuery(tagsQuery).data ?? NONE,
    statuses: useQuery(statusesQuery).data ?? NONE,
    categories: useQuery(categoriesQuery).data ?? NONE,
  };
}

/** What people read, in their language; else English; else the key. */
export function named(names: unknown, key: string): string {
  const known = (names ?? {}) as Readonly<Record<string, string | undefined>>;
  return known[currentLanguage()] ?? known['en'] ?? key;
}
