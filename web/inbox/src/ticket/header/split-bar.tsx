import { Button, Group, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { splitTicket, unsplitTicket } from '../data/acts.js';
import { usePane } from '../data/pane-context.js';
import { problemText } from '../data/problem-text.js';
import { offerUndo, tellTrouble } from '../data/undo-notice.js';
import classes from './header.module.css';

/** While messages are chosen that are another matter. */
export function SplitBar({ chosen, onDone }: { readonly chosen: ReadonlySet<string>; readonly onDone: () => void }) {
  const { t } = useTranslation('ticket');
  const { ticket, goTo } = usePane();
  const [subject, setSubject] = useState('');
  const split = useMutation({
    mutationFn: () => splitTicket(ticket.id, [...chosen], subject.trim()),
    onSuccess: (made) => {
      onDone();
      goTo(made.id);
      offerUndo({
        text: t('undo.split', { number: made.number }),
        label: t('undo.undo'),
        undo: () =>
          void unsplitTicket(made.id, ticket.id).then(
            () => goTo(ticket.id),
            (error: unknown) => tellTrouble(problemText(t, error)),
          ),
      });
    },
  });
  return (
    <Group className={classes.bar} gap="sm">
      <Text size="sm">{chosen.size === 0 ? t('split.hint') : t('split.count', { count: chosen.size })}</Text>
      <TextInput
        size="xs"
        flex={1}
        miw={140}
        placeholder={ticket.subject}
        aria-label={t('split.subject')}
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
      />
      {split.error === null ? null : (
        <Text c="red" size="xs" role="alert">
          {problemText(t, split.error)}
        </Text>
      )}
      <Button size="xs" disabled={chosen.size === 0} loading={split.isPending} onClick={() => split.mutate()}>
        {t('split.do')}
      </Button>
      <Button size="xs" variant="default" onClick={onDone}>
        {t('cancel')}
      </Button>
    </Group>
  );
}
