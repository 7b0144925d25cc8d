import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RelationKind, relate } from '../data/acts.js';
import { usePane } from '../data/pane-context.js';
import { problemText } from '../data/problem-text.js';
import { type FoundTicket, TicketSearch } from './ticket-search.js';

const KINDS: readonly RelationKind[] = ['related', 'duplicate', 'parent', 'child'];

export function RelateDialog() {
  const { t } = useTranslation('ticket');
  const { dialog, open } = usePane();
  return (
    <Modal
      opened={dialog === 'relate'}
      onClose={() => open(null)}
      title={t('relate.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Relating />
    </Modal>
  );
}

function Relating() {
  const { t } = useTranslation('ticket');
  const { ticket, open } = usePane();
  const [other, setOther] = useState<FoundTicket | null>(null);
  const [kind, setKind] = useState<RelationKind>('related');
  const save = useMutation({ mutationFn: (id: string) => relate(ticket.id, id, kind), onSuccess: () => open(null) });
  return (
    <Stack>
      <TicketSearch chosen={other} onChoose={setOther} />
      <Select
        label={t('relate.kind')}
        allowDeselect={false}
        value={kind}
        onChange={(value) => setKind((value ?? 'related') as RelationKind)}
        data={KINDS.map((value) => ({ value, label: t(`relate.kinds.${value}`) }))}
      />
      {save.error === null ? null : (
        <Text c="red" size="sm" role="alert">
          {problemText(t, save.error)}
        </Text>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={() => open(null)}>
          {t('cancel')}
        </Button>
        <Button disabled={other === null} loading={save.isPending} onClick={() => other !== null && save.mutate(other.id)}>
          {t('relate.do')}
        </Button>
      </Group>
    </Stack>
  );
}
