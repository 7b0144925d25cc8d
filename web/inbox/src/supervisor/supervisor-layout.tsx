import { Tabs } from '@mantine/core';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session.js';
import { NotFound } from '../shell/trouble.js';
import classes from './supervisor.module.css';

const PAGES = {
  '': '/supervisor',
  reports: '/supervisor/reports',
  'what-if': '/supervisor/what-if',
  simulation: '/supervisor/simulation',
} as const;

export function SupervisorLayout() {
  const may = useMay();
  return may('report:read') ? <Pages /> : <NotFound />;
}

function Pages() {
  const { t } = useTranslation('supervisor');
  const navigate = useNavigate();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const page = Object.entries(PAGES).find(([, to]) => to === path.replace(/\/$/, ''))?.[0] ?? '';
  return (
    <div className={classes.area}>
      <Tabs
        value={page === '' ? 'wallboard' : page}
        onChange={(value) => void navigate({ to: PAGES[(value === 'wallboard' ? '' : value) as keyof typeof PAGES] as never })}
        className={classes.tabs}
      >
        <Tabs.List aria-label={t('title')}>
          {['wallboard', 'reports', 'what-if', 'simulation'].map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`tabs.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={page === '' ? 'wallboard' : page} className={classes.panel} tabIndex={-1}>
          <Suspense>
            <Outlet />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
