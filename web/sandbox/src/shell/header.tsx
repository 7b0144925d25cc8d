import { ActionIcon, Badge, Group, Text, Tooltip } from '@mantine/core';
import { IconFlask2, IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../desk/client.ts';
import { useLogout } from '../desk/session.ts';
import { LookMenu } from './look.tsx';
import css from './shell.module.css';

export function Header({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const logout = useLogout();
  return (
    <header className={css['header']}>
      <Group gap={10} wrap="nowrap" miw={0}>
        <IconFlask2 size={24} className={css['mark']} aria-hidden />
        <Text fw={650} fz="lg" component="span">
          Parley
        </Text>
        <Badge variant="light" radius="sm" tt="none" className={css['badge']}>
          {t('title')}
        </Badge>
        <Text c="dimmed" fz="sm" truncate visibleFrom="lg">
          {t('lead')}
        </Text>
      </Group>
      <Group gap={4} wrap="nowrap">
        <Text fz="sm" visibleFrom="sm">
          {me.name}
        </Text>
        <LookMenu />
        <Tooltip label={t('login.out')}>
          <ActionIcon size="lg" aria-label={t('login.out')} onClick={() => logout.mutate()}>
            <IconLogout size={20} />
          </ActionIcon>
        </Tooltip>
      </Group>
    </header>
  );
}
