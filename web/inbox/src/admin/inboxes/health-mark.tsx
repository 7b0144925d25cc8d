import { Group, Text, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Inbox } from './inbox-api.js';

/** How the last check ended, in a cell. */
export function HealthMark({ inbox: { health } }: { readonly inbox: Inbox }) {
  const { t } = useTranslation('admin');
  if (health === null)
    return (
      <Group gap={6} wrap="nowrap">
        <IconCircleDashed size={16} color="var(--mantine-color-dimmed)" aria-hidden />
        <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          {t('health.unchecked')}
        </Text>
      </Group>
    );
  const Icon = health.ok ? IconCircleCheck : IconAlertTriangle;
  return (
    <Tooltip label={health.message} multiline maw={360}>
      <Group gap={6} wrap="nowrap">
        <Icon size={16} color={`var(--mantine-color-${health.ok ? 'green' : 'red'}-7)`} aria-hidden />
        <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
          {t(health.ok ? 'health.fine' : 'health.broken')}
        </Text>
      </Group>
    </Tooltip>
  );
}
