import { Anchor, Badge, Button, Collapse, Divider, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { fullTime } from '@parley/kit/formats';
import { IconChevronDown } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEventName } from '../../conditions/event-name.js';
import { Verdict } from '../../conditions/verdict.js';
import classes from '../admin.module.css';
import { DANGER } from '../common/colours.js';
import { Section } from '../common/fields.js';
import { useList } from '../common/resource.js';

type Run = Schemas['AutomationRunAnswer'];

const COLOURS: Readonly<Record<Run['outcome'], string>> = { done: 'green', stopped: 'yellow', failed: 'red' };

/** When it ran, on what, and what it did. */
export function Runs({ automationId }: { readonly automationId: string }) {
  const { t } = useTranslation('admin');
  const path = { id: automationId };
  const list = useList('automations', (query) => ask(desk.GET('/api/v1/automations/{id}/runs', { params: { path, query } })), [
    'runs',
    automationId,
  ]);
  return (
    <Stack gap="md" mt="xl">
      <Divider />
      <Section title={t('runs.title')}>
        {list.rows?.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('runs.none')}
          </Text>
        ) : null}
        {list.rows?.map((run) => (
          <RunRow key={run.id} run={run} />
        ))}
        {list.hasNextPage ? (
          <Button size="xs" variant="subtle" w="fit-content" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('table.more')}
          </Button>
        ) : null}
      </Section>
    </Stack>
  );
}

function RunRow({ run }: { readonly run: Run }) {
  const { t } = useTranslation('admin');
  const eventName = useEventName();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={classes.rule}>
      <Group justify="space-between" wrap="nowrap">
        <Group gap="sm">
          <Badge color={COLOURS[run.outcome]} variant="light" tt="none" autoContrast>
            {t(`runs.${run.outcome}`)}
          </Badge>
          <Text size="sm">{eventName(run.eventName)}</Text>
          <Anchor component={Link} to={`/inbox/all/${run.ticketId}` as never} size="sm">
            {t('runs.ticket')}
          </Anchor>
          <Text size="xs" c="dimmed">
            {fullTime(run.at)}
          </Text>
        </Group>
        <UnstyledButton aria-expanded={isOpen} aria-label={t('runs.details', { at: fullTime(run.at) })} onClick={() => setOpen(!isOpen)}>
          <IconChevronDown size={16} aria-hidden style={{ transform: isOpen ? 'rotate(180deg)' : 'none' }} />
        </UnstyledButton>
      </Group>
      <Collapse expanded={isOpen}>
        <Stack gap={6} mt="xs">
          <Verdict verdict={run.verdict} />
          {run.error ? (
            <Text size="sm" c={DANGER}>
              {run.error.message}
            </Text>
          ) : null}
          <pre className={classes.pre}>{JSON.stringify(run.actions, null, 2)}</pre>
        </Stack>
      </Collapse>
    </div>
  );
}
