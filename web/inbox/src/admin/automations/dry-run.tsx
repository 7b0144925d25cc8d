import { Alert, Anchor, Button, Collapse, Group, NumberInput, Stack, Text, UnstyledButton } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { fullTime } from '@parley/kit/formats';
import { IconChevronDown } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEventName } from '../../conditions/event-name.js';
import { Verdict } from '../../conditions/verdict.js';
import classes from '../admin.module.css';
import { Section } from '../common/fields.js';
import { ProblemBox } from '../common/problem-box.js';
import { tell } from '../common/problems.js';
import { type AutomationDraft, ruleOf } from './draft.js';

type Match = Schemas['DryRunMatchAnswer'];

/** What the automation, as it is typed, would have done in the last days. Nothing is changed. */
export function DryRun({ draft }: { readonly draft: AutomationDraft }) {
  const { t } = useTranslation('admin');
  const eventName = useEventName();
  const [days, setDays] = useState(7);
  const run = useMutation({
    mutationFn: () => ask(desk.POST('/api/v1/automations/dry-run', { body: { rule: ruleOf(draft), days } as never })),
  });
  const { data } = run;
  return (
    <Section title={t('dryRun.title')} help={t('dryRun.help')}>
      <Group align="flex-end">
        <NumberInput
          size="xs"
          w={110}
          min={1}
          max={30}
          label={t('trial.days')}
          value={days}
          onChange={(value) => setDays(typeof value === 'number' ? value : 7)}
        />
        <Button size="xs" variant="default" loading={run.isPending} onClick={() => run.mutate()}>
          {t('dryRun.run')}
        </Button>
      </Group>
      <ProblemBox told={tell(run.error, t)} />
      {data === undefined ? null : (
        <section aria-label={t('dryRun.result')} aria-live="polite">
          <Text size="sm" fw={600}>
            {t('dryRun.matched', { matched: data.matched, examined: data.examined })}
          </Text>
          {data.capped ? (
            <Text size="xs" c="dimmed">
              {t('dryRun.capped')}
            </Text>
          ) : null}
          {data.unknownEvents.length === 0 ? null : (
            <Alert color="yellow" my="xs">
              {t('dryRun.unknown', { events: data.unknownEvents.map((event) => eventName(event)).join(', ') })}
            </Alert>
          )}
          <Stack gap={6} mt="xs">
            {data.matches.map((match) => (
              <MatchRow key={`${match.ticketId} ${match.at} ${match.eventName}`} match={match} />
            ))}
          </Stack>
        </section>
      )}
    </Section>
  );
}

function MatchRow({ match }: { readonly match: Match }) {
  const { t } = useTranslation('admin');
  const eventName = useEventName();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={classes.rule}>
      <Group justify="space-between" wrap="nowrap">
        <div style={{ minWidth: 0 }}>
          <Anchor component={Link} to={`/inbox/all/${match.ticketId}` as never} size="sm" fw={600}>
            #{match.number} {match.subject}
          </Anchor>
          <Text size="xs" c="dimmed">
            {eventName(match.eventName)} · {fullTime(match.at)}
          </Text>
        </div>
        <UnstyledButton aria-expanded={isOpen} aria-label={t('dryRun.why', { number: match.number })} onClick={() => setOpen(!isOpen)}>
          <IconChevronDown size={16} aria-hidden style={{ transform: isOpen ? 'rotate(180deg)' : 'none' }} />
        </UnstyledButton>
      </Group>
      <Collapse expanded={isOpen}>
        <Stack gap={6} mt="xs">
          <Verdict verdict={match.verdict} />
          <Text size="xs" c="dimmed">
            {t('dryRun.would')}
          </Text>
          <pre className={classes.pre}>{JSON.stringify(match.would, null, 2)}</pre>
        </Stack>
      </Collapse>
    </div>
  );
}
