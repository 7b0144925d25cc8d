import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shell } from '../shell/shell-route.js';

export const meRoutes: AnyRoute[] = [
  createRoute({
    getParentRoute: () => shell,
    path: '/me',
    component: lazyRouteComponent(() => import('./me-page.js'), 'MePage'),
  }),
];
