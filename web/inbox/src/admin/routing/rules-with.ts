import { ask, desk } from '@parley/kit/desk';

export interface RuleDraft {
  readonly name: string;
  readonly enabled: boolean;
}

/** The rules there are, with one as it is typed in its place. @param id null: a new one, after all others */
export async function rulesWith(draft: RuleDraft, id: string | null): Promise<readonly object[]> {
  const { items } = await ask(desk.GET('/api/v1/routing-rules', { params: { query: { limit: 200 } } }));
  const kept = items.map(({ id: other, name, enabled, continue: goesOn, conditions, actions }) =>
    other === id ? draft : { name, enabled, continue: goesOn, conditions, actions },
  );
  return id === null ? [...kept, draft] : kept;
}
