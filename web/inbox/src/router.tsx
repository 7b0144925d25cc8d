import { queries } from '@parley/kit/frame';
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { adminRoutes } from './admin/routes.js';
import { inboxRoutes } from './list/routes.js';
import { meRoutes } from './me/routes.js';
import { meQuery } from './session.js';
import { setupRoutes } from './setup/routes.js';
import { isFirstRun } from './setup/setup-state.js';
import { root, shell } from './shell/shell-route.js';
import { supervisorRoutes } from './supervisor/routes.js';

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search): { readonly next?: string } => (typeof search['next'] === 'string' ? { next: search['next'] } : {}),
  component: lazyRouteComponent(() => import('./login/login-page.js'), 'LoginPage'),
});

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: async () => {
    const me = await queries.ensureQueryData(meQuery);
    const begins = me?.role === 'admin' && (await isFirstRun().catch(() => false));
    throw redirect({ to: (begins ? '/setup' : '/inbox') as never });
  },
});

const tree = root.addChildren([
  login,
  shell.addChildren([home, ...inboxRoutes, ...supervisorRoutes, ...adminRoutes, ...meRoutes, ...setupRoutes]),
]);

export const router = createRouter({ routeTree: tree, defaultPreload: 'intent', defaultPendingMinMs: 0, defaultPendingMs: 300 });
