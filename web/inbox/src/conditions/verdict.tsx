import { Group, Stack, Text } from '@mantine/core';
import { fullTime } from '@parley/kit/formats';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type Things, useThings } from '../directory.js';
import { fieldLabel, languageName, operatorLabel, valueLabel } from './words.js';

interface Answered {
  readonly field: string;
  readonly operator: string;
  readonly value?: unknown;
  readonly fact: unknown;
  readonly holds: boolean;
}

/** What customers and agents said is not copied into a log: it was something, and the log does not say what. */
const UNTOLD = 'message.text';

/** Each comparison, what it was asked of, and whether it held. */
export function Verdict({ verdict }: { readonly verdict: readonly unknown[] }) {
  const { t } = useTranslation('conditions');
  const things = useThings();
  if (verdict.length === 0)
    return (
      <Text size="xs" c="dimmed">
        {t('verdict.none')}
      </Text>
    );
  return (
    <Stack gap={2}>
      {(verdict as readonly Answered[]).map((one) => (
        <Group key={`${one.field} ${one.operator} ${JSON.stringify(one.value)}`} gap={6} wrap="nowrap" align="flex-start">
          {one.holds ? (
            <IconCheck size={14} color="var(--mantine-color-green-7)" aria-label={t('verdict.yes')} />
          ) : (
            <IconX size={14} color="var(--mantine-color-red-7)" aria-label={t('verdict.no')} />
          )}
          <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
            {fieldLabel({ field: one.field, labels: null }, t)} {operatorLabel(one.operator, Array.isArray(one.fact) ? 'list' : '', t)}{' '}
            {one.value === undefined ? '' : <b>{told(one.field, one.value, { things, t })}</b>}{' '}
            {one.field === UNTOLD ? null : (
              <Text span size="xs" c="dimmed">
                {t('verdict.was', { fact: told(one.field, one.fact, { things, t }) })}
              </Text>
            )}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}

/** A value by the name people know it by. */
function told(field: string, value: unknown, known: { readonly things: Things; readonly t: TFunction }): string {
  const { things, t } = known;
  if (value === null || value === undefined || value === '') return t('verdict.nothing');
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (Array.isArray(value))
    return value.length === 0 ? t('verdict.nothing') : value.map((one) => told(field, one, known)).join(t('verdict.separator'));
  const text = String(value);
  const name = field.replace(/^was\./, '');
  const named = (rows: readonly { readonly id: string; readonly name: string }[]) => rows.find(({ id }) => id === text)?.name ?? text;
  switch (name) {
    case 'assigneeId':
      return named(things.agents);
    case 'teamId':
      return named(things.teams);
    case 'inboxId':
      return named(things.inboxes);
    case 'language':
    case 'detectedLanguage':
      return languageName(text);
    default:
      return /^\d{4}-\d\d-\d\dT/.test(text) ? fullTime(text) : valueLabel(name, text, things, t);
  }
}
