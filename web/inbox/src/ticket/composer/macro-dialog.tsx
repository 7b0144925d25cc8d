import { Alert, Button, Group, List, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { ask, desk } from '@parley/kit/desk';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { refetchTicket } from '../data/acts.js';
import { usePane } from '../data/pane-context.js';
import { problemText } from '../data/problem-text.js';
import { loadMessage, loadNewer } from '../data/timeline.js';
import { tell } from '../data/undo-notice.js';
import { useWords } from '../data/use-words.js';
import { changeSentence } from '../timeline/event-sentence.js';
import classes from './composer.module.css';

const UNDO_SECONDS = 10;

interface Chosen {
  readonly macro: { readonly id: string; readonly label: string };
  readonly afterSeq: () => number;
  readonly onClose: () => void;
}

/** What a macro would do to this ticket, before it does it. */
export function MacroDialog({ macro, afterSeq, onClose }: Chosen) {
  const { t } = useTranslation('ticket');
  const words = useWords();
  const { ticket } = usePane();
  const path = { params: { path: { id: ticket.id, macroId: macro.id } } };
  const { data: plan, error } = useQuery({
    queryKey: ['ticket', ticket.id, 'macro', macro.id, ticket.version],
    queryFn: () => ask(desk.POST('/api/v1/tickets/{id}/macros/{macroId}/apply', { ...path, body: { preview: true } })),
  });
  const apply = useMutation({
    mutationFn: () =>
      ask(
        desk.POST('/api/v1/tickets/{id}/macros/{macroId}/apply', {
          ...path,
          body: { preview: false, version: ticket.version, afterSeq: afterSeq(), undoSeconds: UNDO_SECONDS },
        }),
      ),
    onSuccess: ({ messageId }) => {
      onClose();
      tell(t('macro.applied', { name: macro.label }));
      void refetchTicket(ticket.id);
      void loadNewer(ticket.id);
      if (messageId !== null) void loadMessage(ticket.id, messageId);
    },
    onError: () => void refetchTicket(ticket.id),
  });
  const changes = Object.entries(plan?.change ?? {}).map(([field, to]) => sentence(field, to, { t, words }));
  const trouble = apply.error ?? error;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('macro.title', { name: macro.label })}
      size="md"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        {plan === undefined && error === null ? <Skeleton height={80} /> : null}
        {plan === undefined ? null : (
          <>
            <List size="sm" spacing={4} aria-label={t('macro.does')}>
              {changes.map((text) => (
                <List.Item key={text}>{text}</List.Item>
              ))}
              {plan.notes.map((note) => (
                <List.Item key={note}>{t('macro.note', { text: note })}</List.Item>
              ))}
              {plan.reply === null ? null : <List.Item>{t('macro.reply')}</List.Item>}
            </List>
            {plan.reply === null ? null : (
              <blockquote className={classes.quote}>
                <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
                  {plan.reply.text}
                </Text>
              </blockquote>
            )}
            {plan.reply !== null && plan.reply.missing.length > 0 ? (
              <Alert color="yellow" variant="light" p="xs">
                {t('macro.missing', { fields: plan.reply.missing.join(', ') })}
              </Alert>
            ) : null}
          </>
        )}
        {trouble === null ? null : (
          <Text c="red" size="sm" role="alert">
            {problemText(t, trouble)}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button data-autofocus disabled={plan === undefined} loading={apply.isPending} onClick={() => apply.mutate()}>
            {t('macro.apply')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function sentence(field: string, to: unknown, said: Parameters<typeof changeSentence>[2]): string {
  if (field === 'addTags') return changeSentence('tags', { from: [], to }, said);
  if (field === 'removeTags') return changeSentence('tags', { from: to, to: [] }, said);
  return changeSentence(field, { to }, said);
}
