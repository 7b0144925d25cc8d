import { ask, desk } from '@parley/kit/desk';
import { queryOptions } from '@tanstack/react-query';

export interface SetupState {
  readonly inboxes: number;
  readonly enabledInboxes: number;
  readonly agents: number;
  readonly calendars: number;
  readonly policies: number;
  readonly rules: number;
}

/** How far this desk is set up; counted, not remembered, so that it holds wherever it was done. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: async (): Promise<SetupState> => {
    const query = { params: { query: { limit: 100 } } };
    const [inboxes, agents, calendars, policies, rules] = await Promise.all([
      ask(desk.GET('/api/v1/inboxes', query)),
      ask(desk.GET('/api/v1/agents', query)),
      ask(desk.GET('/api/v1/calendars', query)),
      ask(desk.GET('/api/v1/sla-policies', query)),
      ask(desk.GET('/api/v1/routing-rules', query)),
    ]);
    return {
      inboxes: inboxes.items.length,
      enabledInboxes: inboxes.items.filter(({ enabled }) => enabled).length,
      agents: agents.items.length,
      calendars: calendars.items.length,
      policies: policies.items.length,
      rules: rules.items.length,
    };
  },
});

const SKIPPED = 'parley.setup.skipped';

export const skipSetup = () => localStorage.setItem(SKIPPED, 'yes');
const isSkipped = () => localStorage.getItem(SKIPPED) !== null;

/** Is this a desk on which nobody can write yet? Then its administrator begins with the wizard. */
export async function isFirstRun(): Promise<boolean> {
  if (isSkipped()) return false;
  const { items } = await ask(desk.GET('/api/v1/inboxes', { params: { query: { limit: 100 } } }));
  return !items.some(({ enabled }) => enabled);
}
