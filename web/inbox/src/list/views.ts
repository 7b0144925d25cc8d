import { ask, desk, type Schemas } from '@parley/kit/desk';
import { queries } from '@parley/kit/frame';
import { queryOptions, useQuery } from '@tanstack/react-query';

export type View = Schemas['ViewAnswer'];
export type Counts = Readonly<Record<string, number | null>>;

export const AUDIENCES = ['personal', 'team', 'shared'] as const;
/** The desk counts no further: one more stands for “many”. */
const COUNTED = 1_000;

export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: async () => (await ask(desk.GET('/api/v1/views', { params: { query: { limit: 200 } } }))).items,
  staleTime: 60_000,
});

/** In the order of the screen: one's own, the team's, everybody's; null while they are not known. */
export function useViews(): readonly View[] | null {
  const { data } = useQuery({ ...viewsQuery, select: sorted });
  return data ?? null;
}

function sorted(views: readonly View[]): readonly View[] {
  return AUDIENCES.flatMap((audience) => views.filter((view) => view.audience === audience));
}

export function useCounts(): Counts {
  const { data } = useQuery({
    queryKey: ['counts', 'views'],
    queryFn: () => ask(desk.GET('/api/v1/views/counts')) as Promise<Counts>,
  });
  return data ?? {};
}

export function shownCount(count: number | null | undefined): string {
  if (count === null || count === undefined) return '';
  return count > COUNTED ? `${COUNTED}+` : String(count);
}

export function refreshViews(): Promise<unknown> {
  return Promise.all([queries.invalidateQueries({ queryKey: ['views'] }), queries.invalidateQueries({ queryKey: ['counts'] })]);
}

const STEP = 10;

/** Moves a view one place within those of its kind; all of them get places of their own, as many may have the usual one. */
export async function moveView(view: View, by: -1 | 1, siblings: readonly View[]): Promise<void> {
  const from = siblings.findIndex(({ id }) => id === view.id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= siblings.length) return;
  const order = siblings.toSpliced(from, 1).toSpliced(to, 0, view);
  const moved = order.map((one, at) => ({ ...one, place: (at + 1) * STEP })).filter((one) => one.position !== one.place);
  queries.setQueryData(viewsQuery.queryKey, (all) => {
    const places = new Map(moved.map((one) => [one.id, one.place]));
    return all?.map((one) => ({ ...one, position: places.get(one.id) ?? one.position })).toSorted((a, b) => a.position - b.position);
  });
  for (const one of moved)
    if (one.editable) await ask(desk.PATCH('/api/v1/views/{id}', { params: { path: { id: one.id } }, body: { position: one.place } }));
}
