import { Combobox, Group, Modal, ScrollArea, Text, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Command, useAllCommands } from './commands.js';
import { KeysHint } from './keys-hint.js';

const SHOWN_MAX = 60;

/** Ctrl/⌘ K: everything that can be done here, and the search. */
export function Palette({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('shell');
  return (
    <Modal.Root opened={opened} onClose={onClose} size="lg" yOffset="12vh">
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.title')}>
        <PaletteList onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}

function PaletteList({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const [asked, setAsked] = useState('');
  const combobox = useCombobox({ opened: true });
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  const found = useAllCommands().filter((c) => words.every((word) => `${c.group} ${c.label}`.toLowerCase().includes(word)));
  const search: Command | null =
    asked.trim() === ''
      ? null
      : {
          id: 'search',
          group: '',
          label: t('palette.search', { q: asked.trim() }),
          run: () => void navigate({ to: '/inbox/search' as never, search: { q: asked.trim() } as never }),
        };
  // What one can do goes first: words that name nothing are searched for.
  const shown = [...found.slice(0, SHOWN_MAX), ...(search === null ? [] : [search])];
  const run = (id: string) => {
    onClose();
    // After the dialog has given the focus back: what the command focuses keeps it.
    setTimeout(() => shown.find((c) => c.id === id)?.run(), 0);
  };
  return (
    <Combobox store={combobox} withinPortal={false} onOptionSubmit={run}>
      <Combobox.EventsTarget>
        <TextInput
          data-autofocus
          variant="unstyled"
          size="lg"
          px="md"
          leftSection={<IconSearch size={18} aria-hidden />}
          placeholder={t('palette.placeholder')}
          aria-label={t('palette.title')}
          // The caret shows where one is; the ring of a field without a border would be cut off.
          styles={{ input: { outline: 'none' } }}
          // The list takes Escape for itself while it is open, and here it always is.
          onKeyDown={(event) => event.key === 'Escape' && onClose()}
          value={asked}
          onChange={(event) => {
            setAsked(event.currentTarget.value);
            combobox.selectFirstOption();
          }}
        />
      </Combobox.EventsTarget>
      <ScrollArea.Autosize mah="50vh" type="scroll" style={{ borderTop: '1px solid var(--parley-line)' }}>
        <Combobox.Options p="xs">
          {shown.map((command) => (
            <Combobox.Option key={command.id} value={command.id}>
              <Group justify="space-between" wrap="nowrap">
                <Text size="sm" truncate>
                  {command.label}
                </Text>
                <Group gap="sm" wrap="nowrap">
                  <Text size="xs" c="dimmed">
                    {command.group}
                  </Text>
                  {command.keys === undefined ? null : <KeysHint keys={command.keys} />}
                </Group>
              </Group>
            </Combobox.Option>
          ))}
          {shown.length === 0 ? <Combobox.Empty>{t('palette.nothing')}</Combobox.Empty> : null}
        </Combobox.Options>
      </ScrollArea.Autosize>
    </Combobox>
  );
}
