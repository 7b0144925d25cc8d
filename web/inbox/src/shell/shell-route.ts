import { queries } from '@parley/kit/frame';
import { createRootRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { meQuery } from '../session.js';
import { NotFound, Trouble } from './trouble.js';

export const root = createRootRoute({ notFoundComponent: NotFound, errorComponent: Trouble });

/** Everything but the login: only for who is logged in. */
export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ location }) => {
    if ((await queries.ensureQueryData(meQuery)) === null) throw redirect({ to: '/login', search: { next: location.href } as never });
  },
  component: lazyRouteComponent(() => import('./shell.js'), 'Shell'),
});
