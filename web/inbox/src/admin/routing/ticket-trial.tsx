import { Alert, Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../admin.module.css';
import { Section } from '../common/fields.js';
import { saying } from '../common/problems.js';
import { Does } from './does.js';
import { type RuleDraft, rulesWith } from './rules-with.js';

/** What the rules, with this one as it is typed, say of one ticket. */
export function TicketTrial({ draft, id }: { readonly draft: RuleDraft; readonly id: string | null }) {
  const { t } = useTranslation('admin');
  const [number, setNumber] = useState('');
  const trial = useMutation({
    mutationFn: async () => {
      const q = number.replace(/^#/, '').trim();
      const { items } = await ask(desk.GET('/api/v1/tickets', { params: { query: { q, limit: 20 } } }));
      const ticket = items.find((one) => String(one.number) === q);
      if (ticket === undefined) return null;
      return ask(desk.POST('/api/v1/routing/try', { body: { ticketId: ticket.id, rules: await rulesWith(draft, id) } as never }));
    },
  });
  const run = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation(); // of the rule's own form around it
    trial.mutate();
  };
  return (
    <Section title={t('ticketTrial.title')} help={t('ticketTrial.help')}>
      <Group align="flex-end">
        <TextInput
          size="xs"
          w={140}
          label={t('ticketTrial.number')}
          value={number}
          onChange={(e) => setNumber(e.currentTarget.value)}
          onKeyDown={(e) => {
            if (e.key === 'Enter') run(e);
          }}
        />
        <Button size="xs" variant="default" disabled={number.trim() === ''} loading={trial.isPending} onClick={run}>
          {t('ticketTrial.run')}
        </Button>
      </Group>
      {trial.isError ? (
        <Alert color="red" role="alert">
          {saying(trial.error, t)}
        </Alert>
      ) : null}
      {trial.data === null ? <Alert role="alert">{t('ticketTrial.none')}</Alert> : null}
      {trial.data ? <Result answer={trial.data} /> : null}
    </Section>
  );
}

function Result({ answer }: { readonly answer: Schemas['TrialAnswer'] }) {
  const { t } = useTranslation('admin');
  return (
    <section className={classes.rule} aria-label={t('ticketTrial.title')} aria-live="polite">
      <Stack gap={6}>
        {answer.rules.map(({ name, matched, because }) => (
          <Group key={name} gap={8} wrap="nowrap" align="baseline">
            <Badge variant="light" color={matched ? 'green' : 'gray'} radius="sm" style={{ flexShrink: 0 }}>
              {t(matched ? 'ticketTrial.matches' : 'ticketTrial.not')}
            </Badge>
            <Text size="sm">
              {name}
              {because === null ? null : (
                <Text span size="xs" c="dimmed" ml={6}>
                  {because}
                </Text>
              )}
            </Text>
          </Group>
        ))}
        {answer.passedOver > 0 ? (
          <Text size="xs" c="dimmed">
            {t('ticketTrial.more', { count: answer.passedOver })}
          </Text>
        ) : null}
        <Does actions={answer.actions} />
      </Stack>
    </section>
  );
}
