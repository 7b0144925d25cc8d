import { Tooltip } from '@mantine/core';
import { IconChartBar, IconCommand, IconInbox, IconKeyboard, IconSettings } from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session.js';
import { NotificationsBell } from './notifications-bell.js';
import { RailButton } from './rail-button.js';
import classes from './shell.module.css';
import { UserMenu } from './user-menu.js';

export function Rail({ onPalette, onHelp }: { readonly onPalette: () => void; readonly onHelp: () => void }) {
  const { t } = useTranslation('shell');
  const may = useMay();
  return (
    <nav className={classes.rail} aria-label={t('rail.label')}>
      <Link to={'/inbox' as never} className={classes.mark} aria-label="Parley">
        P
      </Link>
      <RailLink to="/inbox" label={t('rail.inbox')} icon={<IconInbox size={20} />} />
      {may('report:read') ? <RailLink to="/supervisor" label={t('rail.supervisor')} icon={<IconChartBar size={20} />} /> : null}
      {may('agent:write') || may('audit:read') ? <RailLink to="/admin" label={t('rail.admin')} icon={<IconSettings size={20} />} /> : null}
      <div className={classes.spacer} />
      <RailButton label={t('commands.palette')} icon={<IconCommand size={20} />} onClick={onPalette} />
      <div className={classes.keyboard}>
        <RailButton label={t('commands.help')} icon={<IconKeyboard size={20} />} onClick={onHelp} />
      </div>
      <NotificationsBell />
      <UserMenu />
    </nav>
  );
}

function RailLink({ to, label, icon }: { readonly to: string; readonly label: string; readonly icon: ReactNode }) {
  const isActive = useRouterState({ select: ({ location }) => location.pathname === to || location.pathname.startsWith(`${to}/`) });
  return (
    <Tooltip label={label} position="right">
      <Link
        to={to as never}
        className={classes.item}
        data-active={isActive}
        aria-label={label}
        aria-current={isActive ? 'page' : undefined}
      >
        {icon}
      </Link>
    </Tooltip>
  );
}
