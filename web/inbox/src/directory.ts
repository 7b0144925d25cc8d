import { ask, desk, type Schemas } from '@parley/kit/desk';
import { useQuery } from '@tanstack/react-query';

/** Names change seldom; a page that shows an unknown id asks again when it is opened next. */
const STALE_MS = 60_000;
const PAGE = 100;
/** More than this and a list to choose from is of no use: then one searches. */
const PAGES_MAX = 20;

interface Paged<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** All of a short list, page by page. */
export async function allOf<Item>(page: (query: { limit: number; cursor?: string }) => Promise<Paged<Item>>): Promise<readonly Item[]> {
  const all: Item[] = [];
  let cursor: string | null = null;
  for (let n = 0; n < PAGES_MAX; n++) {
    const answer: Paged<Item> = await page({ limit: PAGE, ...(cursor === null ? {} : { cursor }) });
    all.push(...answer.items);
    cursor = answer.nextCursor;
    if (cursor === null) break;
  }
  return all;
}

export function useTeams(): readonly Schemas['TeamAnswer'][] {
  const queryFn = () => allOf((query) => ask(desk.GET('/api/v1/teams', { params: { query } })));
  return useQuery({ queryKey: ['directory', 'teams'], queryFn, staleTime: STALE_MS }).data ?? [];
}

export function useAgents(): readonly Schemas['AgentAnswer'][] {
  const queryFn = () => allOf((query) => ask(desk.GET('/api/v1/agents', { params: { query } })));
  return useQuery({ queryKey: ['directory', 'agents'], queryFn, staleTime: STALE_MS }).data ?? [];
}

export function useCategories(): readonly Schemas['CategoryAnswer'][] {
  const queryFn = () => allOf((query) => ask(desk.GET('/api/v1/categories', { params: { query } })));
  return useQuery({ queryKey: ['directory', 'categories'], queryFn, staleTime: STALE_MS }).data ?? [];
}

/** What people read, in the language of the page; else in English; else the key. */
export function named(names: Readonly<Record<string, unknown>>, language: string, key: string): string {
  const name = names[language] ?? names['en'];
  return typeof name === 'string' && name !== '' ? name : key;
}
