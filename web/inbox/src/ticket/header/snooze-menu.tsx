import { ActionIcon, Button, Menu, TextInput, Tooltip } from '@mantine/core';
import { fullTime } from '@parley/kit/formats';
import { IconAlarmSnooze } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { snooze } from '../data/acts.js';
import { usePane } from '../data/pane-context.js';
import { problemText } from '../data/problem-text.js';
import { offerUndo, tellTrouble } from '../data/undo-notice.js';
import { localValue, presets } from './presets.js';

/** Puts the ticket off until a time; it comes back by itself, or when the customer writes. */
export function SnoozeMenu() {
  const { t } = useTranslation('ticket');
  const { ticket, changing, dialog, open, readSeq } = usePane();
  const until = (at: Date) => {
    open(null);
    snooze(ticket.id, at.toISOString(), readSeq()).then(
      () =>
        offerUndo({
          text: t('undo.snoozed', { at: fullTime(at.toISOString()) }),
          label: t('undo.undo'),
          undo: () => void changing.change({ snoozedUntil: null }),
        }),
      (error: unknown) => tellTrouble(problemText(t, error)),
    );
  };
  return (
    <Menu opened={dialog === 'snooze'} onChange={(opened) => open(opened ? 'snooze' : null)} position="bottom-end" shadow="lg" width={260}>
      <Menu.Target>
        <Tooltip label={t('header.snooze')}>
          <ActionIcon aria-label={t('header.snooze')}>
            <IconAlarmSnooze size={18} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('header.snoozeUntil')}</Menu.Label>
        <WhenItems onChoose={until} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** A few likely times, and any other. Inside a menu. */
export function WhenItems({ onChoose }: { readonly onChoose: (at: Date) => void }) {
  const { t } = useTranslation('ticket');
  const [other, setOther] = useState('');
  return (
    <>
      {presets(new Date()).map(({ name, at }) => (
        <Menu.Item
          key={name}
          onClick={() => onChoose(at)}
          rightSection={<small style={{ color: 'var(--mantine-color-dimmed)' }}>{fullTime(at.toISOString())}</small>}
        >
          {t(`when.${name}`)}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <form
        style={{ display: 'flex', gap: 6, padding: 6 }}
        onSubmit={(event) => {
          event.preventDefault();
          if (other !== '') onChoose(new Date(other));
        }}
      >
        <TextInput
          type="datetime-local"
          size="xs"
          flex={1}
          aria-label={t('when.other')}
          min={localValue(new Date())}
          value={other}
          onChange={(event) => setOther(event.currentTarget.value)}
          onKeyDown={(event) => event.key !== 'Escape' && event.stopPropagation()}
        />
        <Button size="xs" type="submit" disabled={other === ''}>
          {t('when.set')}
        </Button>
      </form>
    </>
  );
}
