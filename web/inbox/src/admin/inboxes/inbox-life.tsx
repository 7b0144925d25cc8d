import { Group, NumberInput, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChoiceField, TextsField } from '../common/fields.js';
import { useCalendars, useTeams } from '../common/lookups.js';
import type { InboxDraft } from './inbox-api.js';

interface InboxLifeProps {
  readonly draft: InboxDraft;
  readonly set: (change: Partial<InboxDraft>) => void;
  readonly errorOf: (field: string) => string | undefined;
}

/** Who answers and when, and how its tickets end. */
export function InboxLife({ draft, set, errorOf }: InboxLifeProps) {
  const { t } = useTranslation('admin');
  const number = (value: string | number) => (typeof value === 'number' ? value : null);
  return (
    <Stack gap="md">
      <ChoiceField
        label={t('fields.team')}
        help={t('inbox.teamHelp')}
        none={t('inbox.noTeam')}
        choices={useTeams()}
        value={draft.teamId}
        onChange={(teamId) => set({ teamId })}
        error={errorOf('teamId')}
      />
      <ChoiceField
        label={t('fields.calendar')}
        help={t('inbox.calendarHelp')}
        none={t('inbox.noCalendar')}
        choices={useCalendars()}
        value={draft.calendarId}
        onChange={(calendarId) => set({ calendarId })}
        error={errorOf('calendarId')}
      />
      <NumberInput
        label={t('inbox.reopenDays')}
        description={t('inbox.reopenDaysHelp')}
        min={0}
        max={3650}
        w={220}
        value={draft.reopenDays}
        onChange={(value) => set({ reopenDays: number(value) ?? 0 })}
        error={errorOf('reopenDays')}
      />
      <Group align="flex-start" gap="md">
        <NumberInput
          label={t('inbox.autoCloseDays')}
          description={t('inbox.autoCloseDaysHelp')}
          placeholder={t('inbox.never')}
          min={1}
          max={3650}
          w={220}
          value={draft.autoCloseDays ?? ''}
          onChange={(value) => set({ autoCloseDays: number(value) })}
          error={errorOf('autoCloseDays')}
        />
        {draft.autoCloseDays === null ? null : (
          <NumberInput
            label={t('inbox.noticeDays')}
            description={t('inbox.noticeDaysHelp')}
            min={0}
            max={60}
            w={220}
            value={draft.autoCloseNoticeDays}
            onChange={(value) => set({ autoCloseNoticeDays: number(value) ?? 0 })}
            error={errorOf('autoCloseNoticeDays')}
          />
        )}
      </Group>
      {draft.autoCloseDays === null || draft.autoCloseNoticeDays === 0 ? null : (
        <TextsField
          label={t('inbox.notice')}
          help={t('inbox.noticeHelp')}
          isLong
          value={draft.autoCloseNotice}
          onChange={(autoCloseNotice) => set({ autoCloseNotice })}
          error={errorOf('autoCloseNotice')}
        />
      )}
    </Stack>
  );
}
