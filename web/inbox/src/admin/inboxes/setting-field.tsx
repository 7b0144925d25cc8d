import { Button, Group, Input, NumberInput, PasswordInput, Select, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { IconLock, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CopyIcon } from '../common/fields.js';
import { isGenerated, randomSecret, type Setting, type SettingValue } from './inbox-api.js';

interface SettingFieldProps {
  /** `email/imap`: where its words are. */
  readonly kind: string;
  readonly setting: Setting;
  readonly value: SettingValue;
  readonly onChange: (value: SettingValue | undefined) => void;
  readonly error: string | undefined;
  /** A secret that is set and was not touched. */
  readonly isKept: boolean;
}

const LONG = new Set(['greeting', 'recordingNotice', 'voicemailPrompt', 'goodbye', 'allowedOrigins']);

/** One field of the settings schema. */
export function SettingField({ kind, setting, value, onChange, error, isKept }: SettingFieldProps) {
  const { t } = useTranslation('admin');
  const words = `settings.${kind}.${setting.name}`;
  const label = t(`${words}.label`, { defaultValue: setting.label });
  const help = t(`${words}.help`, { defaultValue: setting.help });
  const common = { label, description: help, error, required: setting.required };
  const example = setting.example === null ? {} : { placeholder: String(setting.example) };
  if (setting.secret)
    return isKept ? (
      <KeptSecret {...common} onReplace={() => onChange('')} />
    ) : (
      <Secret {...common} setting={setting} value={String(value)} onChange={onChange} />
    );
  if (setting.type === 'boolean')
    return (
      <Switch label={label} description={help} error={error} checked={value === true} onChange={(e) => onChange(e.currentTarget.checked)} />
    );
  if (setting.type === 'number')
    return (
      <NumberInput
        {...common}
        {...example}
        w={220}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
        thousandSeparator={false}
      />
    );
  if (setting.choices !== null)
    return (
      <Select
        {...common}
        w={220}
        allowDeselect={false}
        data={setting.choices.map((choice) => ({ value: choice, label: t(`choices.${choice}`, { defaultValue: choice }) }))}
        value={String(value)}
        onChange={(next) => onChange(next ?? undefined)}
        comboboxProps={{ zIndex: 350 }}
      />
    );
  const Field = LONG.has(setting.name) ? Textarea : TextInput;
  return (
    <Field
      {...common}
      {...example}
      value={String(value)}
      onChange={(e: { currentTarget: { value: string } }) => onChange(e.currentTarget.value)}
    />
  );
}

interface SecretProps {
  readonly label: string;
  readonly description: string;
  readonly error: string | undefined;
  readonly required: boolean;
}

function KeptSecret({ onReplace, ...words }: SecretProps & { readonly onReplace: () => void }) {
  const { t } = useTranslation('admin');
  return (
    <Input.Wrapper {...words} labelElement="div">
      <Group gap="sm" mt={4}>
        <Group gap={6}>
          <IconLock size={15} aria-hidden />
          <Text size="sm">{t('secret.kept')}</Text>
        </Group>
        <Button variant="default" size="compact-sm" onClick={onReplace} aria-label={`${t('secret.replace')}: ${words.label}`}>
          {t('secret.replace')}
        </Button>
      </Group>
    </Input.Wrapper>
  );
}

function Secret({
  setting,
  value,
  onChange,
  ...common
}: SecretProps & Pick<SettingFieldProps, 'setting' | 'onChange'> & { readonly value: string }) {
  const { t } = useTranslation('admin');
  if (!isGenerated(setting))
    return <PasswordInput {...common} autoComplete="new-password" value={value} onChange={(e) => onChange(e.currentTarget.value)} />;
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput
        {...common}
        style={{ flex: 1 }}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.75rem' } }}
        autoComplete="off"
        value={value}
        onChange={(e) => onChange(e.currentTarget.value)}
        rightSection={value === '' ? null : <CopyIcon value={value} label={common.label} />}
      />
      <Button variant="default" px="xs" onClick={() => onChange(randomSecret())} aria-label={`${t('secret.make')}: ${common.label}`}>
        <IconRefresh size={16} aria-hidden />
      </Button>
    </Group>
  );
}
