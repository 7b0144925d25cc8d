import { ask, desk, type Schemas } from '@parley/kit/desk';
import { queries } from '@parley/kit/frame';
import { currentLanguage } from '@parley/kit/languages';
import { queryOptions, useQuery } from '@tanstack/react-query';

/** Names change seldom, and `directoryChanged` says when one did on this screen. */
const FRESH_MS = 5 * 60_000;
const PAGE = 200;
/** More than this and a list to choose from is of no use: then one searches. */
const PAGES_MAX = 10;

export interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Where a list goes on; nothing for its first page. */
export type PageQuery = { readonly limit: number; readonly cursor?: string };

/** All of a list that is short by nature, page by page. */
export async function allOf<Item>(page: (query: PageQuery) => Promise<PageOf<Item>>): Promise<readonly Item[]> {
  const all: Item[] = [];
  let cursor: string | null = null;
  for (let n = 0; n < PAGES_MAX; n++) {
    const answer: PageOf<Item> = await page({ limit: PAGE, ...(cursor === null ? {} : { cursor }) });
    all.push(...answer.items);
    cursor = answer.nextCursor;
    if (cursor === null) break;
  }
  return all;
}

const kept = <Item>(name: string, page: (query: PageQuery) => Promise<PageOf<Item>>) =>
  queryOptions({ queryKey: ['directory', name], queryFn: () => allOf(page), staleTime: FRESH_MS });

/** What a desk has names for: fetched once for all areas. */
export const agentsQuery = kept('agents', (query) => ask(desk.GET('/api/v1/agents', { params: { query } })));
export const teamsQuery = kept('teams', (query) => ask(desk.GET('/api/v1/teams', { params: { query } })));
export const inboxesQuery = kept('inboxes', (query) => ask(desk.GET('/api/v1/inboxes', { params: { query } })));
export const tagsQuery = kept('tags', (query) => ask(desk.GET('/api/v1/tags', { params: { query } })));
export const statusesQuery = kept('statuses', (query) => ask(desk.GET('/api/v1/statuses', { params: { query } })));
export const categoriesQuery = kept('categories', (query) => ask(desk.GET('/api/v1/categories', { params: { query } })));
export const customFieldsQuery = kept('custom-fields', (query) => ask(desk.GET('/api/v1/custom-fields', { params: { query } })));
export const cannedTextsQuery = kept('canned-texts', (query) => ask(desk.GET('/api/v1/canned-texts', { params: { query } })));
export const macrosQuery = kept('macros', (query) => ask(desk.GET('/api/v1/macros', { params: { query } })));
export const channelsQuery = queryOptions({
  queryKey: ['directory', 'channels'],
  queryFn: async () => (await ask(desk.GET('/api/v1/channels'))).items,
  staleTime: FRESH_MS,
});

/** Something that has a name was made, changed or put away. */
export function directoryChanged(): Promise<void> {
  return queries.invalidateQueries({ queryKey: ['directory'] });
}

export interface Things {
  readonly agents: readonly Schemas['AgentAnswer'][];
  readonly teams: readonly Schemas['TeamAnswer'][];
  readonly inboxes: readonly Schemas['InboxAnswer'][];
  readonly tags: readonly Schemas['TagAnswer'][];
  readonly statuses: readonly Schemas['StatusAnswer'][];
  readonly categories: readonly Schemas['CategoryAnswer'][];
}

const NONE: readonly never[] = [];

export const useAgents = (): Things['agents'] => useQuery(agentsQuery).data ?? NONE;
export const useTeams = (): Things['teams'] => useQuery(teamsQuery).data ?? NONE;
export const useCategories = (): Things['categories'] => useQuery(categoriesQuery).data ?? NONE;

export function useThings(): Things {
  return {
    agents: useAgents(),
    teams: useTeams(),
    inboxes: useQuery(inboxesQuery).data ?? NONE,
    tags: useQuery(tagsQuery).data ?? NONE,
    statuses: useQuery(statusesQuery).data ?? NONE,
    categories: useCategories(),
  };
}

/** What people read, in the language of the page; else English; else the key, made readable. */
export function named(names: object | null | undefined, key: string): string {
  const byLanguage = (names ?? {}) as Readonly<Record<string, string | undefined>>;
  return byLanguage[currentLanguage()] ?? byLanguage['en'] ?? `${key.slice(0, 1).toUpperCase()}${key.slice(1).replaceAll('_', ' ')}`;
}
