import { Button, Group, Text } from '@mantine/core';
import { ask, desk, Problem } from '@parley/kit/desk';
import { IconAlertTriangle, IconBan, IconCheck, IconChecks, IconClock, IconHelpCircle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session.js';
import { asked } from '../data/answers.js';
import { problemText } from '../data/problem-text.js';
import type { Message } from '../data/queries.js';
import { loadMessage, putMessage } from '../data/timeline.js';
import classes from './timeline.module.css';

type State = Message['delivery']['state'];

const MARKS: Readonly<Partial<Record<State, ReactNode>>> = {
  queued: <IconClock size={14} />,
  sending: <IconClock size={14} />,
  accepted: <IconCheck size={14} />,
  delivered: <IconChecks size={14} />,
  read: <IconChecks size={14} className={classes.read} />,
  unknown: <IconHelpCircle size={14} />,
  failed: <IconAlertTriangle size={14} />,
  cancelled: <IconBan size={14} />,
};

/** How far a reply got. */
export function DeliveryMark({ message }: { readonly message: Message }) {
  const mark = message.direction === 'outbound' ? MARKS[message.delivery.state] : undefined;
  return mark === undefined ? null : <Mark state={message.delivery.state}>{mark}</Mark>;
}

function Mark({ state, children }: { readonly state: State; readonly children: ReactNode }) {
  const { t } = useTranslation('ticket');
  const label = t(`delivery.${state}`);
  return (
    <span role="img" aria-label={label} title={label} className={classes.mark} data-state={state}>
      {children}
    </span>
  );
}

/** A reply that did not arrive, or may not have: what happened, and a way on. */
export function DeliveryTrouble({ message }: { readonly message: Message }) {
  const { state } = message.delivery;
  return message.direction === 'outbound' && (state === 'failed' || state === 'unknown') ? <Trouble message={message} /> : null;
}

function Trouble({ message }: { readonly message: Message }) {
  const { t } = useTranslation('ticket');
  const mayWrite = useMay()('ticket:write');
  const again = useMutation({
    mutationFn: () =>
      asked(
        () => ask(desk.POST('/api/v1/messages/{id}/resend', { params: { path: { id: message.id } } })),
        (one) => [one],
      ),
    onSuccess: (answer) => putMessage(message.ticketId, answer),
    onError: (error) => {
      if (error instanceof Problem && error.status === 409) void loadMessage(message.ticketId, message.id);
    },
  });
  const { state, error } = message.delivery;
  return (
    <Group gap="xs" className={classes.trouble} role="alert" wrap="nowrap">
      <Text size="xs" flex={1}>
        {state === 'failed' ? t('delivery.failedWhy', { why: error?.message ?? '' }) : t('delivery.unknownWhy')}
        {again.error === null ? '' : ` ${problemText(t, again.error)}`}
      </Text>
      {mayWrite && message.seq > 0 ? (
        <Button size="compact-xs" variant="default" loading={again.isPending} onClick={() => again.mutate()}>
          {t('delivery.again')}
        </Button>
      ) : null}
    </Group>
  );
}
