import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shell } from '../shell/shell-route.js';

const me = (path: string) =>
  createRoute({ getParentRoute: () => shell, path, component: lazyRouteComponent(() => import('./me-page.js'), 'MePage') });

/** `/me/security` is where a login that must set up its second factor is sent. */
export const meRoutes: AnyRoute[] = [me('/me'), me('/me/security')];
