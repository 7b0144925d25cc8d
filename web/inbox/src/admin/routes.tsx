import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shell } from '../shell/shell-route.js';

const admin = createRoute({
  getParentRoute: () => shell,
  path: '/admin',
  component: lazyRouteComponent(() => import('./admin-layout.js'), 'AdminLayout'),
});

const page = lazyRouteComponent(() => import('./admin-page.js'), 'AdminPage');

/** `/admin/<page>/<id>`: the list stays while one of it is opened beside it; the id `new` makes one. */
export const adminRoutes: AnyRoute[] = [
  admin.addChildren([
    createRoute({
      getParentRoute: () => admin,
      path: '/',
      component: lazyRouteComponent(() => import('./pages/overview.js'), 'Overview'),
    }),
    createRoute({ getParentRoute: () => admin, path: '$page/{-$id}', component: page }),
  ]),
];
