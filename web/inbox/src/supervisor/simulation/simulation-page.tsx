import { Alert, Button, Group, NumberInput, Stack, Text, Title } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTeams } from '../../directory.js';
import classes from '../supervisor.module.css';
import { Simulated } from './simulated.js';
import { type Plan, TeamPlans } from './team-plans.js';

const DAYS_MAX = 30;

/** "Who would have got what, and how long would customers have waited, with other teams?" */
export function SimulationPage() {
  const { t } = useTranslation('supervisor');
  const teams = useTeams();
  const [days, setDays] = useState(7);
  const [plans, setPlans] = useState<Readonly<Record<string, Plan>>>({});
  const run = useMutation({
    mutationFn: () =>
      ask(
        desk.POST('/api/v1/routing/simulate', {
          body: inputOf(days, plans, (id) => t('simulation.extraName', { team: teams.find((team) => team.id === id)?.name ?? '' })),
        }),
      ),
  });
  return (
    <Stack gap="lg">
      <div>
        <Title order={1} size="h3">
          {t('simulation.title')}
        </Title>
        <Text c="dimmed" size="sm">
          {t('simulation.about')}
        </Text>
      </div>
      <section className={classes.card}>
        <Stack>
          <NumberInput
            label={t('simulation.days')}
            min={1}
            max={DAYS_MAX}
            clampBehavior="strict"
            allowDecimal={false}
            value={days}
            onChange={(value) => setDays(Number(value) || 1)}
            w={160}
          />
          <TeamPlans teams={teams} plans={plans} onChange={setPlans} />
          <Group>
            <Button onClick={() => run.mutate()} loading={run.isPending}>
              {t('simulation.run')}
            </Button>
          </Group>
          {run.error === null ? null : <Alert color="red">{run.error.message}</Alert>}
        </Stack>
      </section>
      {run.data === undefined ? null : <Simulated answer={run.data} />}
    </Stack>
  );
}

function inputOf(days: number, plans: Readonly<Record<string, Plan>>, nameOf: (teamId: string) => string): Schemas['SimulationInput'] {
  const changed = Object.entries(plans);
  const teams = changed.flatMap(([teamId, { strategy }]) => (strategy === null ? [] : [{ teamId, strategy }]));
  const agents = changed.flatMap(([teamId, { more }]) =>
    Array.from({ length: more }, (_, n) => ({ name: `${nameOf(teamId)} ${n + 1}`, teamIds: [teamId] })),
  );
  return { days, ...(teams.length > 0 ? { teams } : {}), ...(agents.length > 0 ? { agents } : {}) };
}
