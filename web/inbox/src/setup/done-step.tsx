import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './setup.module.css';
import type { SetupState } from './setup-state.js';
import type { Step } from './steps.js';

const NEXT = ['teams', 'calendars', 'sla-policies', 'routing-rules', 'canned-texts', 'security'] as const;

interface DoneStepProps {
  readonly state: SetupState | undefined;
  readonly go: (step: Step) => void;
  readonly onEnd: () => void;
}

/** What is still missing, and what most desks do next. */
export function DoneStep({ state, go, onEnd }: DoneStepProps) {
  const { t } = useTranslation('setup');
  const { t: admin } = useTranslation('admin');
  const isReady = (state?.enabledInboxes ?? 0) > 0;
  return (
    <div className={classes.card}>
      <Stack>
        <div>
          <Title order={2} size="h4">
            {t(isReady ? 'done.title' : 'done.almost')}
          </Title>
          <Text c="dimmed" size="sm">
            {t(isReady ? 'done.help' : 'done.almostHelp')}
          </Text>
        </div>
        {isReady ? null : (
          <Alert color="yellow">
            <Group justify="space-between">
              {t('done.noInbox')}
              <Button size="xs" variant="default" onClick={() => go('inbox')}>
                {t('done.toInbox')}
              </Button>
            </Group>
          </Alert>
        )}
        <Group>
          <Button onClick={onEnd}>{t('done.open')}</Button>
        </Group>
        <Text fw={600} size="sm" mt="md">
          {t('done.more')}
        </Text>
        <nav className={classes.links} aria-label={t('done.more')}>
          {NEXT.map((name) => (
            <Link key={name} to={`/admin/${name}` as never} className={classes.link}>
              <Text fw={600} size="sm">
                {admin(`pages.${name}.title`)}
              </Text>
              <Text size="xs" c="dimmed">
                {admin(`pages.${name}.help`)}
              </Text>
            </Link>
          ))}
        </nav>
      </Stack>
    </div>
  );
}
