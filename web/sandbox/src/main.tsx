import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { variables } from '@parley/kit/theme';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { openWords } from './i18n/index.ts';
import { App } from './shell/app.tsx';
import { theme } from './shell/theme.ts';
// In a layer: styles of our own win whatever the order.
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';

const queries = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false, retry: 1 } } });

await openWords();
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-right" limit={3} />
        <App />
      </QueryClientProvider>
    </MantineProvider>,
  );
