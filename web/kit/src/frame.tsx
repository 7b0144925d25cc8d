import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Problem } from './desk.js';
import { theme, variables } from './theme.js';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';

const TRIES = 4;

/** What the desk said is fresh until a hint says otherwise (live.ts); a desk that is away is asked again. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (failed, error) => failed < TRIES && (!(error instanceof Problem) || error.isAway),
      retryDelay: (tries) => Math.min(500 * 2 ** tries, 5_000),
    },
    mutations: { retry: false },
  },
});

/** Around every page: theme, notices, what was fetched. */
export function Frame({ children }: { readonly children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-right" limit={4} />
        {children}
      </QueryClientProvider>
    </MantineProvider>
  );
}
