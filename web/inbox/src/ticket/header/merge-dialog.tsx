import { Alert, Button, Checkbox, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session.js';
import { mergeTickets, unmergeTicket } from '../data/acts.js';
import { usePane } from '../data/pane-context.js';
import { problemText } from '../data/problem-text.js';
import { offerUndo, tellTrouble } from '../data/undo-notice.js';
import classes from './header.module.css';
import { type FoundTicket, TicketSearch } from './ticket-search.js';

type Way = 'into-other' | 'into-this';

/** Two tickets are one matter: find the other, see what will be, merge; a click takes it back. */
export function MergeDialog() {
  const { t } = useTranslation('ticket');
  const { dialog, open } = usePane();
  return (
    <Modal
      opened={dialog === 'merge'}
      onClose={() => open(null)}
      title={t('merge.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Merging />
    </Modal>
  );
}

function Merging() {
  const { t } = useTranslation('ticket');
  const { ticket, open, goTo } = usePane();
  const mayAcross = useMay()('contact:merge');
  const [other, setOther] = useState<FoundTicket | null>(null);
  const [way, setWay] = useState<Way>('into-other');
  const [isSure, setSure] = useState(false);
  const merge = useMutation({
    mutationFn: (wish: { readonly fromId: string; readonly intoId: string; readonly across: boolean }) =>
      mergeTickets(wish.fromId, wish.intoId, wish.across),
    onSuccess: (into, { fromId, intoId }) => {
      open(null);
      goTo(intoId);
      offerUndo({
        text: t('undo.merged', { number: into.number }),
        label: t('undo.undo'),
        undo: () =>
          void unmergeTicket(fromId, intoId).then(
            () => goTo(ticket.id),
            (error: unknown) => tellTrouble(problemText(t, error)),
          ),
      });
    },
  });
  const isAcross = other !== null && other.contact.id !== ticket.contact.id;
  const [from, into] = way === 'into-other' ? [ticket, other] : [other, ticket];
  const isReady = other !== null && (!isAcross || (mayAcross && isSure));
  return (
    <Stack>
      <TicketSearch chosen={other} onChoose={setOther} />
      {other === null || from === null || into === null ? null : (
        <>
          <SegmentedControl
            value={way}
            onChange={(value) => setWay(value as Way)}
            aria-label={t('merge.way')}
            data={[
              { value: 'into-other', label: t('merge.intoOther', { number: other.number }) },
              { value: 'into-this', label: t('merge.intoThis', { number: other.number }) },
            ]}
          />
          <div className={classes.preview} aria-label={t('merge.preview')} role="group">
            <Side title={`#${from.number} ${from.subject}`} text={t('merge.goes')} />
            <IconArrowRight size={18} aria-hidden />
            <Side title={`#${into.number} ${into.subject}`} text={t('merge.stays')} />
          </div>
          {isAcross ? (
            <Alert color="yellow" variant="light" title={t('merge.across')}>
              {mayAcross ? (
                <Checkbox
                  checked={isSure}
                  onChange={(event) => setSure(event.currentTarget.checked)}
                  label={t('merge.acrossSure', { one: ticket.contact.name, other: other.contact.name })}
                />
              ) : (
                t('merge.acrossNot')
              )}
            </Alert>
          ) : null}
        </>
      )}
      {merge.error === null ? null : (
        <Text c="red" size="sm" role="alert">
          {problemText(t, merge.error)}
        </Text>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={() => open(null)}>
          {t('cancel')}
        </Button>
        <Button
          disabled={!isReady}
          loading={merge.isPending}
          onClick={() => from !== null && into !== null && merge.mutate({ fromId: from.id, intoId: into.id, across: isAcross })}
        >
          {t('merge.do')}
        </Button>
      </Group>
    </Stack>
  );
}

function Side({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div className={classes.side}>
      <Text size="sm" fw={600} lineClamp={2}>
        {title}
      </Text>
      <Text size="xs" c="dimmed">
        {text}
      </Text>
    </div>
  );
}
