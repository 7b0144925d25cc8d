import { Alert, Button, CloseButton, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { restoreTicket, unmergeTicket } from '../data/acts.js';
import { usePane } from '../data/pane-context.js';
import { problemText } from '../data/problem-text.js';
import { useWords } from '../data/use-words.js';
import { shownValue } from '../timeline/event-sentence.js';
import classes from './header.module.css';

/** What stands in the way: somebody else's change, a refusal, a ticket that is merged, deleted or spam. */
export function Notices() {
  return (
    <>
      <ConflictNotice />
      <Standing />
    </>
  );
}

function ConflictNotice() {
  const { t } = useTranslation('ticket');
  const { changing } = usePane();
  const words = useWords();
  const { conflict, problem, applyAgain, dismiss } = changing;
  if (problem !== null)
    return (
      <Group className={classes.bar} data-tone="red" role="alert" wrap="nowrap">
        <Text size="sm" flex={1}>
          {problem}
        </Text>
        <CloseButton size="sm" aria-label={t('dismiss')} onClick={dismiss} />
      </Group>
    );
  if (conflict === null) return null;
  return (
    <Group className={classes.bar} data-tone="yellow" role="alert" gap="sm">
      <Text size="sm" flex={1}>
        <b>{t('conflict.title')}</b>{' '}
        {conflict.changed
          .map(({ field, to }) => t('conflict.now', { field: t(`fields.${field}`), to: shownValue(field, to, { t, words }) }))
          .join(' · ')}
      </Text>
      <Button size="compact-sm" onClick={applyAgain}>
        {t('conflict.again')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={dismiss}>
        {t('conflict.leave')}
      </Button>
    </Group>
  );
}

function Standing() {
  const { t } = useTranslation('ticket');
  const { ticket, goTo, mayWrite } = usePane();
  const [problem, setProblem] = useState<string | null>(null);
  const act = (work: Promise<unknown>) => void work.catch((error: unknown) => setProblem(problemText(t, error)));
  const into = ticket.mergedIntoId;
  if (into !== null)
    return (
      <Alert className={classes.alert} variant="light" color="gray" p="xs">
        <Group gap="sm">
          <Text size="sm" flex={1}>
            {t('standing.merged')} {problem}
          </Text>
          <Button size="compact-sm" variant="light" onClick={() => goTo(into)}>
            {t('standing.open')}
          </Button>
          {mayWrite ? (
            <Button size="compact-sm" variant="default" onClick={() => act(unmergeTicket(ticket.id, into))}>
              {t('standing.unmerge')}
            </Button>
          ) : null}
        </Group>
      </Alert>
    );
  if (ticket.deletedAt !== null)
    return (
      <Alert className={classes.alert} variant="light" color="red" p="xs">
        <Group gap="sm">
          <Text size="sm" flex={1}>
            {t('standing.deleted')} {problem}
          </Text>
          <Button size="compact-sm" variant="light" onClick={() => act(restoreTicket(ticket.id))}>
            {t('standing.restore')}
          </Button>
        </Group>
      </Alert>
    );
  return ticket.isSpam ? (
    <Alert className={classes.alert} variant="light" color="yellow" p="xs">
      <Text size="sm">{t('standing.spam')}</Text>
    </Alert>
  ) : null;
}
