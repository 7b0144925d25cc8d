import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shell } from '../shell/shell-route.js';

export const setupRoutes: AnyRoute[] = [
  createRoute({
    getParentRoute: () => shell,
    path: '/setup',
    validateSearch: (search): { readonly step?: string } => (typeof search['step'] === 'string' ? { step: search['step'] } : {}),
    component: lazyRouteComponent(() => import('./setup-page.js'), 'SetupPage'),
  }),
];
