import { Alert, Button, Group, Skeleton, Text } from '@mantine/core';
import { fullTime } from '@parley/kit/formats';
import { IconAlertTriangle, IconCircleCheck, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Inbox } from './inbox-api.js';

interface HealthProps {
  readonly inbox: Inbox;
  readonly isChecking: boolean;
  readonly onCheck: () => void;
  readonly onEnable: () => void;
  readonly isEnabling: boolean;
  readonly canCheck: boolean;
}

/** What the last check said, and the next step that follows from it. */
export function HealthCard({ inbox, isChecking, onCheck, onEnable, isEnabling, canCheck }: HealthProps) {
  const { t } = useTranslation('admin');
  const { health, enabled } = inbox;
  const check = (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconRefresh size={14} aria-hidden />}
      onClick={onCheck}
      loading={isChecking}
      disabled={!canCheck}
    >
      {t('health.check')}
    </Button>
  );
  if (isChecking)
    return (
      <Alert color="gray" title={t('health.checking')} role="status" mb="md">
        <Skeleton h={10} w="70%" />
      </Alert>
    );
  const title = health === null ? t('health.never') : t(health.ok ? (enabled ? 'health.well' : 'health.ready') : 'health.ill');
  return (
    <Alert
      color={health === null ? 'gray' : health.ok ? 'green' : 'red'}
      icon={health === null ? null : health.ok ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={title}
      role={health !== null && !health.ok ? 'alert' : 'status'}
      mb="md"
    >
      {health === null ? <Text size="sm">{t('health.neverHelp')}</Text> : <Text size="sm">{health.message}</Text>}
      {health !== null && !health.ok ? (
        <Text size="sm" c="dimmed" mt={4}>
          {t('health.mend')}
        </Text>
      ) : null}
      <Group gap="sm" mt="sm">
        {health?.ok === true && !enabled ? (
          <Button size="xs" onClick={onEnable} loading={isEnabling}>
            {t('health.enable')}
          </Button>
        ) : null}
        {check}
        {health === null ? null : (
          <Text size="xs" c="dimmed">
            {t('health.at', { at: fullTime(health.checkedAt) })}
          </Text>
        )}
      </Group>
    </Alert>
  );
}
