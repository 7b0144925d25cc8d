import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DANGER } from './colours.js';

interface ConfirmProps {
  readonly opened: boolean;
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no?: string;
  readonly isBusy?: boolean;
  readonly error?: string | null;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

export function Confirm({ opened, title, text, yes, no, isBusy = false, error = null, onYes, onNo }: ConfirmProps) {
  const { t } = useTranslation('admin');
  return (
    <Modal opened={opened} onClose={onNo} title={title} centered size="sm" zIndex={400} closeButtonProps={{ 'aria-label': t('close') }}>
      <Text size="sm">{text}</Text>
      {error === null ? null : (
        <Text size="sm" c={DANGER} role="alert" mt="sm">
          {error}
        </Text>
      )}
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onNo} data-autofocus>
          {no ?? t('cancel')}
        </Button>
        <Button color="red" onClick={onYes} loading={isBusy}>
          {yes}
        </Button>
      </Group>
    </Modal>
  );
}
