import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './views.module.css';

interface Props {
  readonly viewId: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly count?: number | null | undefined;
  readonly shown?: string;
  readonly isActive: boolean;
  readonly menu?: ReactNode;
  readonly onChosen: () => void;
}

export function ViewLink({ viewId, label, icon, count, shown = '', isActive, menu, onChosen }: Props) {
  const { t } = useTranslation('list');
  return (
    <li className={classes.entry} data-active={isActive}>
      <Link
        to={'/inbox/$viewId' as never}
        params={{ viewId } as never}
        search={{} as never}
        className={classes.link}
        aria-current={isActive ? 'page' : undefined}
        onClick={onChosen}
      >
        {icon}
        <span className={classes.name}>{label}</span>
        {shown === '' ? null : (
          <span className={classes.count} data-some={(count ?? 0) > 0}>
            {shown}
            <span className="visually-hidden"> {t('views.tickets')}</span>
          </span>
        )}
      </Link>
      {menu}
    </li>
  );
}
