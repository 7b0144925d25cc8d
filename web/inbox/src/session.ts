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
      // Whoever was there and is no longer is led to the login; the document that is left keeps what it drew.
      if (error instanceof Problem && error.status === 401) return isLeaving ? (queries.getQueryData<Me | null>(['me']) ?? null) : null;
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
  queries.setQueryData(meQuery.queryKey, answer.agent);
  return answer;
}

export async function logOut(): Promise<void> {
  await ask(desk.POST('/api/v1/auth/logout')).catch(() => undefined);
  leave('/login');
}

let isLeaving = false;

/** By a new document: nothing that one agent saw stays for the next. Until it comes, this one is left as it is, but unseen. */
function leave(to: string): void {
  isLeaving = true;
  rememberCsrf(null);
  live.stop();
  document.body.hidden = true;
  // The browser may keep this document for its Back button.
  window.addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
  location.assign(to);
}

onSignedOut(() => {
  if (isLeaving || !queries.getQueryData(meQuery.queryKey)) return; // nobody was logged in: the router leads to the login
  const next = `${location.pathname}${location.search}`;
  if (!next.startsWith('/login')) leave(`/login?next=${encodeURIComponent(next)}`);
});
