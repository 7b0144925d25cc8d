import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** As the API takes it. */
const REASON_MAX = 500;

interface Asked {
  readonly opened: boolean;
  readonly before: string;
  readonly onHold: (reason: string) => void;
  readonly onClose: () => void;
}

/** On hold needs a word: for whom or what it waits. */
export function HoldReason({ opened, onClose, ...asked }: Asked) {
  const { t } = useTranslation('ticket');
  return (
    <Modal opened={opened} onClose={onClose} title={t('hold.title')} size="sm" closeButtonProps={{ 'aria-label': t('close') }}>
      <ReasonForm {...asked} onClose={onClose} />
    </Modal>
  );
}

function ReasonForm({ before, onHold, onClose }: Omit<Asked, 'opened'>) {
  const { t } = useTranslation('ticket');
  const [reason, setReason] = useState(before);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onHold(reason.trim());
      }}
    >
      <TextInput
        data-autofocus
        label={t('hold.reason')}
        placeholder={t('hold.example')}
        value={reason}
        maxLength={REASON_MAX}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" disabled={reason.trim() === ''}>
          {t('hold.put')}
        </Button>
      </Group>
    </form>
  );
}
