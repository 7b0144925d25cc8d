import { Accordion, Stack, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LanguageField } from '../common/fields.js';
import { type Channel, isGenerated, type Setting, settingValue } from './inbox-api.js';
import { InboxLife } from './inbox-life.js';
import { SettingField } from './setting-field.js';
import type { InboxEditing } from './use-inbox-editor.js';

/** The fields of an inbox: what is needed first, what has a sensible value behind a fold. */
export function InboxForm({ channel, editing }: { readonly channel: Channel; readonly editing: InboxEditing }) {
  const { t } = useTranslation('admin');
  const { draft, set, errorOf, inbox } = editing;
  const needed = channel.settings.filter(({ required }) => required);
  const others = channel.settings.filter(({ required }) => !required);
  const faulty = others.some(({ name }) => errorOf(name) !== undefined);
  const field = (setting: Setting) => (
    <SettingField
      key={setting.name}
      kind={`${channel.channel}/${channel.provider}`}
      setting={setting}
      value={settingValue(setting, draft, inbox)}
      isKept={setting.secret && inbox?.secretsSet.includes(setting.name) === true && draft.settings[setting.name] === undefined}
      error={errorOf(setting.name)}
      onChange={(value) => {
        const { [setting.name]: _, ...rest } = draft.settings;
        set({ settings: value === undefined ? rest : { ...rest, [setting.name]: value } });
      }}
    />
  );
  return (
    <Stack gap="md">
      <TextInput
        label={t('fields.name')}
        description={t('inbox.nameHelp')}
        required
        value={draft.name}
        onChange={(e) => set({ name: e.currentTarget.value })}
        error={errorOf('name')}
      />
      <LanguageField
        label={t('inbox.language')}
        help={t('inbox.languageHelp')}
        required
        value={draft.language}
        onChange={(language) => set({ language: language ?? 'en' })}
        error={errorOf('language')}
      />
      {needed.toSorted((a, b) => Number(isGenerated(a)) - Number(isGenerated(b))).map(field)}
      <Accordion multiple variant="separated" chevronPosition="left" defaultValue={isSpecial(others, editing) || faulty ? ['more'] : []}>
        {others.length === 0 ? null : (
          <Accordion.Item value="more">
            <Accordion.Control>{t('inbox.more')}</Accordion.Control>
            <Accordion.Panel>
              <Stack gap="md">{others.map(field)}</Stack>
            </Accordion.Panel>
          </Accordion.Item>
        )}
        <Accordion.Item value="life">
          <Accordion.Control>{t('inbox.life')}</Accordion.Control>
          <Accordion.Panel>
            <InboxLife draft={draft} set={set} errorOf={errorOf} />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
      {inbox === null ? null : (
        <Switch
          label={t('inbox.enabled')}
          description={t('inbox.enabledHelp')}
          checked={draft.enabled}
          onChange={(e) => set({ enabled: e.currentTarget.checked })}
        />
      )}
    </Stack>
  );
}

function isSpecial(settings: readonly Setting[], { draft, inbox }: InboxEditing): boolean {
  return settings.some((setting) => !setting.secret && String(settingValue(setting, draft, inbox)) !== String(setting.default ?? ''));
}
