import { Alert, Button, Group, NumberInput, SimpleGrid, Text } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session.js';
import classes from '../admin.module.css';
import { Section } from '../common/fields.js';
import { saying } from '../common/problems.js';
import { type RuleDraft, rulesWith } from './rules-with.js';

const WEEK = 7;

/** What the last days would have been like with this rule as it is typed. */
export function RulesTrial({ draft, id }: { readonly draft: RuleDraft; readonly id: string | null }) {
  const { t } = useTranslation('admin');
  const may = useMay();
  const [days, setDays] = useState(WEEK);
  const trial = useMutation({
    mutationFn: async () => ask(desk.POST('/api/v1/routing/simulate', { body: { days, rules: await rulesWith(draft, id) } as never })),
  });
  if (!may('routing:read')) return null;
  return (
    <Section title={t('trial.title')} help={t('trial.help')}>
      <Group align="flex-end">
        <NumberInput
          size="xs"
          w={110}
          min={1}
          max={31}
          label={t('trial.days')}
          value={days}
          onChange={(value) => setDays(typeof value === 'number' ? value : WEEK)}
        />
        <Button size="xs" variant="default" loading={trial.isPending} onClick={() => trial.mutate()}>
          {t('trial.run')}
        </Button>
      </Group>
      {trial.isError ? (
        <Alert color="red" role="alert">
          {saying(trial.error, t)}
        </Alert>
      ) : null}
      {trial.data === undefined ? null : <TrialResult answer={trial.data} />}
    </Section>
  );
}

function TrialResult({ answer }: { readonly answer: Schemas['SimulationAnswer'] }) {
  const { t } = useTranslation('admin');
  const figures: readonly (readonly [string, string | number])[] = [
    [t('trial.tickets'), answer.tickets],
    [t('trial.otherTeam'), answer.otherTeam],
    [t('trial.withoutTeam'), answer.withoutTeam],
    [t('trial.wait'), t('trial.minutes', { count: Math.round(answer.wait.averageMinutes) })],
  ];
  return (
    <section className={classes.rule} aria-label={t('trial.title')} aria-live="polite">
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        {figures.map(([label, value]) => (
          <div key={label}>
            <Text size="xs" c="dimmed">
              {label}
            </Text>
            <Text fw={600}>{value}</Text>
          </div>
        ))}
      </SimpleGrid>
      {answer.teams.map((team) => (
        <Text key={team.teamId} size="sm" mt={6}>
          {team.name}: {t('trial.team', { count: team.wait.count, unassigned: team.unassigned })}
        </Text>
      ))}
    </section>
  );
}
