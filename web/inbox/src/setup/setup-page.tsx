import { Button, Group, Stepper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session.js';
import { NotFound } from '../shell/trouble.js';
import { AgentStep } from './agent-step.js';
import { DoneStep } from './done-step.js';
import { InboxStep } from './inbox-step.js';
import classes from './setup.module.css';
import { type SetupState, setupQuery, skipSetup } from './setup-state.js';
import { STEPS, type Step } from './steps.js';
import { YouStep } from './you-step.js';

/** From an empty desk to the first answer, in four steps that can be left and taken up again. */
export function SetupPage() {
  const { t } = useTranslation('setup');
  const may = useMay();
  const navigate = useNavigate();
  const { data } = useQuery({ ...setupQuery, enabled: may('agent:write') });
  const { step: asked } = useSearch({ strict: false }) as { readonly step?: string };
  if (!may('agent:write') || !may('inbox:write')) return <NotFound />;
  const step = STEPS.find((one) => one === asked) ?? (data === undefined ? null : firstOpen(data));
  if (step === null) return <div className={classes.page} aria-busy />;
  const go = (next: Step) => void navigate({ to: '/setup' as never, search: { step: next } as never });
  const leave = () => {
    skipSetup();
    void navigate({ to: '/inbox' as never });
  };
  const next = () => go(STEPS[STEPS.indexOf(step) + 1] ?? 'done');
  return (
    <div className={classes.page}>
      <div className={classes.inner}>
        <Group justify="space-between" align="flex-start" mb="xl" wrap="nowrap">
          <div>
            <Title order={1} size="h2">
              {t('title')}
            </Title>
            <Text c="dimmed">{t('help')}</Text>
          </div>
          {step === 'done' ? null : (
            <Button variant="subtle" color="gray" style={{ flexShrink: 0 }} onClick={leave}>
              {t('later')}
            </Button>
          )}
        </Group>
        <Stepper active={STEPS.indexOf(step)} onStepClick={(at) => go(STEPS[at] ?? 'you')} size="sm" mb="xl" className={classes.steps}>
          {STEPS.map((one) => (
            <Stepper.Step key={one} label={t(`steps.${one}`)} />
          ))}
        </Stepper>
        {step === 'you' ? <YouStep next={next} /> : null}
        {step === 'inbox' ? <InboxStep next={next} /> : null}
        {step === 'agent' ? <AgentStep next={next} /> : null}
        {step === 'done' ? <DoneStep state={data} go={go} onEnd={leave} /> : null}
      </div>
    </div>
  );
}

/** Taken up where it was left: at the first thing that is not there yet. */
function firstOpen(state: SetupState): Step {
  if (state.inboxes === 0) return 'you';
  if (state.enabledInboxes === 0) return 'inbox';
  return state.agents <= 1 ? 'agent' : 'done';
}
