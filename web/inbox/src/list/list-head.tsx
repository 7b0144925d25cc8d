import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './inbox.module.css';

interface Props {
  readonly title: string;
  readonly count?: string;
  readonly note?: string;
  readonly onViews: (() => void) | null;
  readonly children?: ReactNode;
}

export function ListHead({ title, count = '', note = '', onViews, children }: Props) {
  const { t } = useTranslation('list');
  return (
    <header className={classes.head}>
      {onViews === null ? null : (
        <Tooltip label={t('views.unfold')}>
          <ActionIcon aria-label={t('views.unfold')} onClick={onViews}>
            <IconLayoutSidebarLeftExpand size={18} />
          </ActionIcon>
        </Tooltip>
      )}
      <h1 className={classes.title}>{title}</h1>
      {count === '' ? null : (
        <Text span size="sm" c="dimmed" className={classes.number}>
          {count}
        </Text>
      )}
      <span className={classes.spring} />
      {note === '' ? null : (
        <Text span size="xs" c="dimmed" truncate>
          {note}
        </Text>
      )}
      {children}
    </header>
  );
}
