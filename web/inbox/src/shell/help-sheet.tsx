import { Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Command, useAllCommands } from './commands.js';
import { KeysHint } from './keys-hint.js';
import classes from './shell.module.css';

/** `?`: the shortcuts that work on the page one is at. */
export function HelpSheet({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('shell');
  const groups = Map.groupBy(
    useAllCommands().filter(({ keys }) => keys !== undefined),
    ({ group }) => group,
  );
  return (
    <Modal opened={opened} onClose={onClose} title={t('help.title')} size="xl" closeButtonProps={{ 'aria-label': t('help.close') }}>
      <div className={classes.sheet}>
        {[...groups].map(([group, commands]) => (
          <Stack key={group} gap={6}>
            <Text fw={600} size="sm">
              {group}
            </Text>
            {unique(commands).map((command) => (
              <Group key={command.id} justify="space-between" wrap="nowrap">
                <Text size="sm">{command.label}</Text>
                <KeysHint keys={command.keys ?? ''} />
              </Group>
            ))}
          </Stack>
        ))}
      </div>
    </Modal>
  );
}

function unique(commands: readonly Command[]): readonly Command[] {
  return [...new Map(commands.map((command) => [command.keys, command])).values()];
}
