import { SearchRepository } from '../../../src/search/store/search.repository.js';
import type { TestDesk } from '../../kit/test-desk.js';

/** What was indexed, cut into so many slices as if it were a hundred thousand messages. */
export async function sliced(desk: Pick<TestDesk, 'pool' | 'app'>, count: number): Promise<void> {
  await desk.pool.query(`
    with placed as (select message_id, ntile(${count}) over (order by at) as n from search_document)
    update search_document d set facets = array['slice ' || p.n] || d.facets[2:] from placed p where p.message_id = d.message_id`);
  await desk.pool.query('truncate search_slice');
  await desk.pool.query(`
    insert into search_slice (id, since, documents, earliest, latest)
    select n, case when n > 1 then min(at) end, count(*), min(at), max(at)
    from (select substr(facets[1], 7)::int as n, at from search_document) d group by n`);
  desk.app.get(SearchRepository).forgetSlices();
}

/** How many slices each look into the index is about, from now on; null: all. */
export function stagesOf({ app }: Pick<TestDesk, 'app'>): (number | null)[] {
  const repository = app.get(SearchRepository);
  const hits = repository.hits.bind(repository);
  const stages: (number | null)[] = [];
  repository.hits = (stage, seen) => {
    stages.push(stage.slices?.length ?? null);
    return hits(stage, seen);
  };
  return stages;
}
