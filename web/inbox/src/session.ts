import { ask, desk, onSignedOut, Problem, rememberCsrf, type Schemas } from '@parley/kit/desk';
import { queries } from '@parley/kit/frame';
import { live } from '@parley/kit/live';
import { queryOptions, useQuery } from '@tanstack/react-query';

export type Me = Schemas['MeAnswer'];

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<Me | null> => {
    try {
      return await ask(desk.GET('/api/v1/auth/me'));
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** Inside the shell only, where somebody is logged in. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('nobody is logged in');
  return data;
}

/** Does this login have the permission? What the desk refuses anyway is not offered. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useMe();
  return (permission) => permissions.includes(permission);
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly totp?: string;
}

/** @throws Problem `access.totp-required`, `access.bad-credentials` … */
export async function logIn(credentials: Credentials): Promise<Schemas['LoginAnswer']> {
  const answer = await ask(desk.POST('/api/v1/auth/login', { body: credentials }));
  rememberCsrf(answer.csrfToken);
  queries.clear();
  queries.setQueryData(meQuery.queryKey, answer.agent);
  return answer;
}

export async function logOut(): Promise<void> {
  live.stop();
  await ask(desk.POST('/api/v1/auth/logout')).catch(() => undefined);
  forget();
}

/** Nothing that one agent saw stays for the next. */
function forget(): void {
  rememberCsrf(null);
  live.stop();
  queries.clear();
  queries.setQueryData(meQuery.queryKey, null);
}

onSignedOut(() => {
  if (queries.getQueryData(meQuery.queryKey) === null) return;
  forget();
  const next = `${location.pathname}${location.search}`;
  if (!next.startsWith('/login')) location.assign(`/login?next=${encodeURIComponent(next)}`);
});
