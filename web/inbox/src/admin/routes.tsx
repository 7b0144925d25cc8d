import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shell } from '../shell/shell-route.js';

export const adminRoutes: AnyRoute[] = [
  createRoute({
    getParentRoute: () => shell,
    path: '/admin',
    component: lazyRouteComponent(() => import('./admin-page.js'), 'AdminPage'),
  }),
];
