import { ActionIcon, Badge, CopyButton, Group, MultiSelect, Select, Stack, Text, Textarea, TextInput, Tooltip } from '@mantine/core';
import { currentLanguage, LANGUAGES } from '@parley/kit/languages';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../admin.module.css';
import { DANGER } from './colours.js';
import type { Choice } from './lookups.js';

type Texts = Readonly<Record<string, string>>;

interface TextsFieldProps {
  readonly label: string;
  readonly help?: string;
  readonly value: Texts;
  readonly onChange: (value: Texts) => void;
  readonly error?: string | undefined;
  readonly isLong?: boolean;
  readonly placeholder?: string;
}

/** The same in each language of the desk; languages that came by the API are kept and shown too. */
export function TextsField({ label, help, value, onChange, error, isLong = false, placeholder }: TextsFieldProps) {
  const tags = [...new Set([...Object.keys(LANGUAGES), ...Object.keys(value)])];
  const change = (tag: string, text: string) => {
    const { [tag]: _, ...others } = value;
    onChange(text === '' ? others : { ...value, [tag]: text });
  };
  return (
    <fieldset className={classes.fieldset}>
      <legend>{label}</legend>
      {help === undefined ? null : (
        <Text size="xs" c="dimmed" mb={6}>
          {help}
        </Text>
      )}
      <Stack gap={6}>
        {tags.map((tag) => {
          const common = {
            'aria-label': `${label}: ${languageName(tag)}`,
            lang: tag,
            value: value[tag] ?? '',
            leftSection: (
              <Badge size="xs" variant="default" radius="sm" aria-hidden>
                {tag}
              </Badge>
            ),
            leftSectionWidth: 46,
            ...(placeholder === undefined ? {} : { placeholder }),
          };
          return isLong ? (
            <Textarea key={tag} autosize minRows={2} maxRows={8} {...common} onChange={(e) => change(tag, e.currentTarget.value)} />
          ) : (
            <TextInput key={tag} {...common} onChange={(e) => change(tag, e.currentTarget.value)} />
          );
        })}
      </Stack>
      {error === undefined ? null : (
        <Text size="xs" c={DANGER} mt={4} role="alert">
          {error}
        </Text>
      )}
    </fieldset>
  );
}

/** In the reader's language; the desk's own languages in theirs. */
export function languageName(tag: string): string {
  return (
    (LANGUAGES as Readonly<Record<string, string>>)[tag] ?? new Intl.DisplayNames([currentLanguage()], { type: 'language' }).of(tag) ?? tag
  );
}

/** Something to be entered elsewhere: shown, and copied with one click. */
export function CopyField({ label, value, help }: { readonly label: string; readonly value: string; readonly help?: string }) {
  return (
    <TextInput
      label={label}
      {...(help === undefined ? {} : { description: help })}
      readOnly
      value={value}
      onFocus={(event) => event.currentTarget.select()}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.75rem' } }}
      rightSection={<CopyIcon value={value} label={label} />}
    />
  );
}

export function CopyIcon({ value, label }: { readonly value: string; readonly label: string }) {
  const { t } = useTranslation('admin');
  return (
    <CopyButton value={value} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={t(copied ? 'copied' : 'copy')}>
          <ActionIcon onClick={copy} aria-label={`${t(copied ? 'copied' : 'copy')}: ${label}`} color={copied ? 'green.8' : 'gray'}>
            {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

interface ChoiceFieldProps {
  readonly label: string;
  readonly help?: string;
  readonly choices: readonly Choice[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  /** What choosing nothing means. */
  readonly none?: string;
  readonly error?: string | undefined;
  readonly required?: boolean;
}

export function ChoiceField({ label, help, choices, value, onChange, none, error, required = false }: ChoiceFieldProps) {
  return (
    <Select
      label={label}
      {...(help === undefined ? {} : { description: help })}
      data={[...choices]}
      value={value}
      onChange={onChange}
      clearable={!required && value !== null}
      searchable={choices.length > 7}
      required={required}
      error={error}
      {...(none === undefined ? {} : { placeholder: none })}
      comboboxProps={{ zIndex: 350 }}
      clearButtonProps={{ 'aria-label': `${label}: ×` }}
    />
  );
}

/** To choose from; others that the API brought are kept. */
const COMMON_LANGUAGES =
  'en id zh ms jv su th vi ja ko tl ar hi bn cs da de el es fa fi fr he hu it km lo mn my ne nl no pl pt ro ru si sv ta te tr uk ur'.split(
    ' ',
  );

export function LanguagesField(props: {
  readonly label: string;
  readonly help?: string;
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  readonly error?: string | undefined;
}) {
  const { label, help, value, onChange, error } = props;
  const tags = [...new Set([...COMMON_LANGUAGES, ...value])];
  return (
    <MultiSelect
      label={label}
      {...(help === undefined ? {} : { description: help })}
      data={tags.map((tag) => ({ value: tag, label: languageName(tag) }))}
      value={[...value]}
      onChange={onChange}
      error={error}
      searchable
      comboboxProps={{ zIndex: 350 }}
    />
  );
}

export function LanguageField(props: Omit<ChoiceFieldProps, 'choices'>) {
  const tags = [...new Set([...COMMON_LANGUAGES, ...(props.value === null ? [] : [props.value])])];
  return <ChoiceField {...props} choices={tags.map((tag) => ({ value: tag, label: languageName(tag) }))} />;
}

export function OnOff({ on, labels }: { readonly on: boolean; readonly labels?: readonly [string, string] }) {
  const { t } = useTranslation('admin');
  const [yes, no] = labels ?? [t('on'), t('off')];
  return (
    <Group gap={6} wrap="nowrap">
      <span
        aria-hidden
        style={{ width: 7, height: 7, borderRadius: 4, background: `var(--mantine-color-${on ? 'green' : 'gray'}-6)`, flex: 'none' }}
      />
      <Text size="sm" span style={{ whiteSpace: 'nowrap' }}>
        {on ? yes : no}
      </Text>
    </Group>
  );
}

export function Section({ title, help, children }: { readonly title: string; readonly help?: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Text component="h3" fw={600} size="sm">
        {title}
      </Text>
      {help === undefined ? null : (
        <Text size="xs" c="dimmed" mb={6}>
          {help}
        </Text>
      )}
      <Stack gap="sm" mt={6}>
        {children}
      </Stack>
    </section>
  );
}
