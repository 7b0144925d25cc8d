import { Alert } from '@mantine/core';
import { ask, desk } from '@parley/kit/desk';
import { fullTime } from '@parley/kit/formats';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../common/fields.js';
import { useInboxes } from '../common/lookups.js';
import { PageFrame } from '../common/page-frame.js';
import { SettingsCard } from '../common/settings-card.js';

export function NotificationSettings() {
  const { t } = useTranslation('admin');
  const inboxes = useInboxes();
  return (
    <PageFrame name="notifications">
      <SettingsCard
        name="notifications"
        permission="notification-setting:write"
        read={() => ask(desk.GET('/api/v1/notification-settings'))}
        write={({ digestInboxId }) => ask(desk.PUT('/api/v1/notification-settings', { body: { digestInboxId } }))}
      >
        {(draft, set, errorOf) => (
          <>
            <ChoiceField
              label={t('notification.digest')}
              help={t('notification.digestHelp')}
              none={t('notification.noDigest')}
              choices={inboxes}
              value={draft.digestInboxId}
              onChange={(digestInboxId) => set({ digestInboxId })}
              error={errorOf('digestInboxId')}
            />
            {draft.lastFailure === null ? null : (
              <Alert color="red" title={t('notification.failed', { at: fullTime(draft.lastFailure.at) })}>
                {draft.lastFailure.message}
              </Alert>
            )}
          </>
        )}
      </SettingsCard>
    </PageFrame>
  );
}
