import { Alert, Button, Group, NumberInput, Select, Skeleton, Stack, Text, Title } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allOf } from '../../directory.js';
import classes from '../supervisor.module.css';
import { Outcome } from './outcome.js';
import { METRICS, type Targets, TargetsEditor } from './targets-editor.js';

const DAYS_MAX = 90;

/** "What would have been late under other promises?", asked of the last days. */
export function WhatIfPage() {
  const { t } = useTranslation('supervisor');
  const { data: policies } = useQuery({
    queryKey: ['sla-policies'],
    queryFn: () => allOf((query) => ask(desk.GET('/api/v1/sla-policies', { params: { query } }))),
  });
  const [days, setDays] = useState(7);
  const [chosen, setChosen] = useState<string | null>(null);
  const [changed, setChanged] = useState<Targets | null>(null);
  const policy = policies?.find(({ id }) => id === chosen) ?? policies?.[0];
  const run = useMutation({
    mutationFn: () => {
      if (policy === undefined) throw new Error(t('whatIf.noPolicies'));
      const targets = changed ?? targetsOf(policy);
      return ask(desk.POST('/api/v1/sla-policies/what-if', { body: { days, policies: [{ id: policy.id, targets }] } }));
    },
  });
  const choose = (id: string | null) => {
    setChosen(id);
    setChanged(null);
    run.reset();
  };
  return (
    <Stack gap="lg">
      <div>
        <Title order={1} size="h3">
          {t('whatIf.title')}
        </Title>
        <Text c="dimmed" size="sm">
          {t('whatIf.about')}
        </Text>
      </div>
      {policies?.length === 0 ? <Alert>{t('whatIf.noPolicies')}</Alert> : null}
      <section className={classes.card}>
        <Stack>
          <Group align="end">
            <Select
              label={t('whatIf.policy')}
              allowDeselect={false}
              data={(policies ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              value={policy?.id ?? null}
              onChange={choose}
            />
            <NumberInput
              label={t('whatIf.days')}
              min={1}
              max={DAYS_MAX}
              clampBehavior="strict"
              allowDecimal={false}
              value={days}
              onChange={(value) => setDays(Number(value) || 1)}
              w={130}
            />
          </Group>
          {/* Not before they are known: what is typed into an empty table would take back all other promises. */}
          {policies === undefined ? <Skeleton h={180} /> : null}
          {policy === undefined ? null : (
            <TargetsEditor targets={changed ?? targetsOf(policy)} original={targetsOf(policy)} onChange={setChanged} />
          )}
          <Group>
            <Button onClick={() => run.mutate()} loading={run.isPending} disabled={policy === undefined}>
              {t('whatIf.run')}
            </Button>
            {changed === null ? null : (
              <Button variant="subtle" color="gray" onClick={() => setChanged(null)}>
                {t('whatIf.reset')}
              </Button>
            )}
          </Group>
          {run.error === null ? null : <Alert color="red">{run.error.message}</Alert>}
        </Stack>
      </section>
      {run.data === undefined ? null : <Outcome answer={run.data} />}
    </Stack>
  );
}

function targetsOf({ targets }: Schemas['SlaPolicyAnswer']): Targets {
  return Object.fromEntries(METRICS.flatMap((metric) => (targets[metric] === undefined ? [] : [[metric, targets[metric]]])));
}
