import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePane } from '../data/pane-context.js';
import { useSetStatus, useStatusOf } from './status-picker.js';

/** On hold needs a word: for whom or what it waits. */
export function HoldDialog() {
  const { t } = useTranslation('ticket');
  const { dialog, open, ticket } = usePane();
  const [reason, setReason] = useState(ticket.holdReason ?? '');
  const setStatus = useSetStatus();
  const status = useStatusOf()('on_hold');
  const hold = async () => {
    if (status !== null && (await setStatus(status, { holdReason: reason.trim() }))) open(null);
  };
  return (
    <Modal opened={dialog === 'hold'} onClose={() => open(null)} title={t('hold.title')} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void hold();
        }}
      >
        <TextInput
          data-autofocus
          label={t('hold.reason')}
          placeholder={t('hold.example')}
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => open(null)}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={reason.trim() === ''}>
            {t('hold.put')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
