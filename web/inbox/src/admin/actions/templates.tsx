import { Badge, Group, SegmentedControl, Stack, Text, Textarea, UnstyledButton } from '@mantine/core';
import { LANGUAGES } from '@parley/kit/languages';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../admin.module.css';
import { languageName } from '../common/fields.js';
import { useCustomFields } from '../common/lookups.js';

const FIXED = ['contact.name', 'ticket.number', 'ticket.subject', 'ticket.status', 'ticket.priority', 'ticket.category', 'agent.name'];

interface TemplateFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  readonly lang?: string;
}

/** A text that may name fields of the ticket: what it may name is offered, and an example shows what comes of it. */
export function TemplateField({ label, value, onChange, error, lang }: TemplateFieldProps) {
  const { t } = useTranslation('admin');
  const input = useRef<HTMLTextAreaElement>(null);
  const custom = useCustomFields().map(({ key }) => `custom.${key}`);
  const insert = (name: string) => {
    const element = input.current;
    const [start, end] = element === null ? [value.length, value.length] : [element.selectionStart, element.selectionEnd];
    onChange(`${value.slice(0, start)}{{${name}}}${value.slice(end)}`);
    requestAnimationFrame(() => {
      element?.focus();
      element?.setSelectionRange(start + name.length + 4, start + name.length + 4);
    });
  };
  return (
    <Stack gap={6}>
      <Textarea
        ref={input}
        label={label}
        lang={lang}
        autosize
        minRows={4}
        maxRows={14}
        value={value}
        onChange={(e) => onChange(e.currentTarget.value)}
        error={error}
      />
      <Group gap={4} role="group" aria-label={t('template.fields')}>
        <Text size="xs" c="dimmed">
          {t('template.insert')}
        </Text>
        {[...FIXED, ...custom].map((name) => (
          <UnstyledButton key={name} onClick={() => insert(name)} aria-label={t('template.insertOne', { name })}>
            <Badge variant="default" radius="sm" tt="none" fw={500} size="sm" style={{ cursor: 'pointer' }}>
              {name}
            </Badge>
          </UnstyledButton>
        ))}
      </Group>
      {value.includes('{{') ? <Preview text={value} /> : null}
    </Stack>
  );
}

/** With an example's values; a name that there is not stays as it is, so that it is seen. */
function Preview({ text }: { readonly text: string }) {
  const { t } = useTranslation('admin');
  const values = t('template.examples', { returnObjects: true }) as Readonly<Record<string, string>>;
  const shown = text.replaceAll(/\{\{([^{}]*)\}\}/g, (all, name: string) => values[name.trim().replaceAll('.', '_')] ?? all);
  return (
    <section className={classes.rule} aria-label={t('template.preview')}>
      <Text size="xs" c="dimmed">
        {t('template.preview')}
      </Text>
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {shown}
      </Text>
    </section>
  );
}

export interface TextBody {
  readonly text: string;
  readonly html?: string | null;
}

export type TextsByLanguage = Readonly<Record<string, TextBody>>;

interface TextsByLanguageProps {
  readonly label: string;
  readonly value: TextsByLanguage;
  readonly onChange: (value: TextsByLanguage) => void;
  readonly error?: string | undefined;
}

/** A text in each language; a dot says where there is one. */
export function TemplateTexts({ label, value, onChange, error }: TextsByLanguageProps) {
  const { t } = useTranslation('admin');
  const tags = [...new Set([...Object.keys(LANGUAGES), ...Object.keys(value)])];
  const [shown, setShown] = useState(Object.keys(value)[0] ?? 'en');
  const change = (text: string) => {
    const { [shown]: _, ...others } = value;
    // A formatted version of another wording would say something else: it goes with the old text.
    onChange(text === '' ? others : { ...others, [shown]: { text } });
  };
  const body = value[shown];
  return (
    <Stack gap="xs">
      <SegmentedControl
        size="xs"
        w="fit-content"
        aria-label={`${label}: ${t('fields.language')}`}
        data={tags.map((tag) => ({ value: tag, label: `${languageName(tag)}${value[tag] === undefined ? '' : ' •'}` }))}
        value={shown}
        onChange={setShown}
      />
      <TemplateField
        key={shown}
        lang={shown}
        label={`${label} (${languageName(shown)})`}
        value={body?.text ?? ''}
        onChange={change}
        error={error}
      />
      {body?.html ? (
        <Text size="xs" c="dimmed">
          {t('template.html')}
        </Text>
      ) : null}
    </Stack>
  );
}
