import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shell } from '../shell/shell-route.js';

const supervisor = createRoute({
  getParentRoute: () => shell,
  path: '/supervisor',
  component: lazyRouteComponent(() => import('./supervisor-layout.js'), 'SupervisorLayout'),
});

const at = (path: string, load: Parameters<typeof lazyRouteComponent>[0], name: string) =>
  createRoute({ getParentRoute: () => supervisor, path, component: lazyRouteComponent(load, name) });

export const supervisorRoutes: AnyRoute[] = [
  supervisor.addChildren([
    at('/', () => import('./wallboard/wallboard-page.js'), 'WallboardPage'),
    at('reports', () => import('./reports/reports-page.js'), 'ReportsPage'),
    at('what-if', () => import('./what-if/what-if-page.js'), 'WhatIfPage'),
    at('simulation', () => import('./simulation/simulation-page.js'), 'SimulationPage'),
  ]),
];
