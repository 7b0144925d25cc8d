import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../admin.module.css';

interface PageFrameProps {
  /** `pages.<name>` has its title and what it is for. */
  readonly name: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

export function PageFrame({ name, action, children }: PageFrameProps) {
  const { t } = useTranslation('admin');
  return (
    <div className={classes.page}>
      <Group justify="space-between" align="flex-start" mb="lg" gap="md">
        <div style={{ minWidth: 0, flex: '1 1 260px' }}>
          <Title order={2} size="h3">
            {t(`pages.${name}.title`)}
          </Title>
          <Text c="dimmed" size="sm" maw={640}>
            {t(`pages.${name}.help`)}
          </Text>
        </div>
        {action}
      </Group>
      {children}
    </div>
  );
}
