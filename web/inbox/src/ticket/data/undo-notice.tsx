import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { closeLabel } from '@parley/kit/languages';

const SHOWN_MS = 10_000;

const named = () => ({ closeButtonProps: { 'aria-label': closeLabel() } });

interface UndoNotice {
  readonly text: string;
  readonly label: string;
  readonly undo: () => void;
}

/** What was done can be taken back for a while, by a click. */
export function offerUndo({ text, label, undo }: UndoNotice): void {
  const id = notifications.show({
    ...named(),
    autoClose: SHOWN_MS,
    withCloseButton: true,
    role: 'status',
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{text}</Text>
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          {label}
        </Button>
      </Group>
    ),
  });
}

export function tell(text: string): void {
  notifications.show({ ...named(), message: text, role: 'status' });
}

export function tellTrouble(text: string): void {
  notifications.show({ ...named(), message: text, color: 'red', role: 'alert', autoClose: 8_000 });
}
