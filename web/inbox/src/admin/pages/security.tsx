import { Checkbox, Stack } from '@mantine/core';
import { ask, desk } from '@parley/kit/desk';
import { useTranslation } from 'react-i18next';
import { PageFrame } from '../common/page-frame.js';
import { SettingsCard } from '../common/settings-card.js';
import { ROLES } from './agents.js';

export function Security() {
  const { t } = useTranslation('admin');
  return (
    <PageFrame name="security">
      <SettingsCard
        name="security"
        permission="security:write"
        read={() => ask(desk.GET('/api/v1/security-settings'))}
        write={(body) => ask(desk.PATCH('/api/v1/security-settings', { body }))}
      >
        {(draft, set) => (
          <Checkbox.Group
            label={t('security.twoFactor')}
            description={t('security.twoFactorHelp')}
            value={[...draft.twoFactorRoles]}
            onChange={(roles) => set({ twoFactorRoles: roles as typeof draft.twoFactorRoles })}
          >
            <Stack gap="xs" mt="xs">
              {ROLES.map((role) => (
                <Checkbox key={role} value={role} label={t(`role.${role}.name`)} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
      </SettingsCard>
    </PageFrame>
  );
}
