import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shell } from '../shell/shell-route.js';

export const supervisorRoutes: AnyRoute[] = [
  createRoute({
    getParentRoute: () => shell,
    path: '/supervisor',
    component: lazyRouteComponent(() => import('./supervisor-page.js'), 'SupervisorPage'),
  }),
];
