import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, keepCsrf, type LoggedIn, type Me, Problem, post } from './client.ts';

/** Who is logged in; null: nobody. */
export function useMe() {
  return useQuery({
    queryKey: ['me'],
    staleTime: 60_000,
    queryFn: (): Promise<Me | null> =>
      get<Me>('/api/v1/auth/me').catch((error: unknown) => {
        if (error instanceof Problem && error.status === 401) return null;
        throw error;
      }),
  });
}

export function useLogin() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (input: { readonly email: string; readonly password: string; readonly totp?: string }) => {
      const { agent, csrfToken } = await post<LoggedIn>('/api/v1/auth/login', input);
      keepCsrf(csrfToken);
      return agent;
    },
    onSuccess: (agent) => queries.setQueryData(['me'], agent),
  });
}

export function useLogout() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => post('/api/v1/auth/logout', {}),
    onSettled: () => {
      queries.clear();
      queries.setQueryData(['me'], null);
    },
  });
}

export function needsTotp(error: unknown): boolean {
  return error instanceof Problem && error.code === 'access.totp-required';
}
