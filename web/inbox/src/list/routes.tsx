import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shell } from '../shell/shell-route.js';
import { readListSearch } from './list-search.js';

const list = createRoute({
  getParentRoute: () => shell,
  path: '/inbox',
  component: lazyRouteComponent(() => import('./inbox-page.js'), 'InboxPage'),
});

/** `/inbox/<view>/<ticket>`: the list stays while tickets are opened beside it. `view` is an id, `all`, `drafts` or `search`. */
export const inboxRoutes: AnyRoute[] = [
  list.addChildren([
    createRoute({ getParentRoute: () => list, path: '$viewId', validateSearch: readListSearch }),
    createRoute({ getParentRoute: () => list, path: '$viewId/$ticketId', validateSearch: readListSearch }),
  ]),
];
