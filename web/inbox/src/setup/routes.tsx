import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shell } from '../shell/shell-route.js';

export const setupRoutes: AnyRoute[] = [
  createRoute({
    getParentRoute: () => shell,
    path: '/setup',
    component: lazyRouteComponent(() => import('./setup-page.js'), 'SetupPage'),
  }),
];
