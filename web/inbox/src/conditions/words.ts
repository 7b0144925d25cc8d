import { currentLanguage } from '@parley/kit/languages';
import type { TFunction } from 'i18next';
import { named, type Things } from '../directory.js';
import type { ConditionField } from './fields.js';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

const FIXED = [
  'subject',
  'status',
  'statusCategory',
  'priority',
  'category',
  'channel',
  'inboxId',
  'teamId',
  'assigneeId',
  'language',
  'tags',
];
const LANGUAGES = ['en', 'id', 'zh', 'ms', 'th', 'vi', 'ja', 'ko', 'ar', 'hi', 'tl', 'de', 'fr', 'es', 'pt', 'nl', 'ru'];
const MESSAGE_KINDS = ['text', 'call', 'voicemail', 'comment', 'note'];

/** `was.status` is told as “Status before”, `changed.status` as “Status changed”. */
export function fieldLabel({ field, labels }: Pick<ConditionField, 'field' | 'labels'>, t: TFunction): string {
  if (field.startsWith('custom.')) return named(labels, field.slice('custom.'.length));
  const [prefix = '', rest = ''] = field.split('.', 2);
  if ((prefix === 'was' || prefix === 'changed') && FIXED.includes(rest)) return t(`${prefix}Field`, { field: t(`fields.${rest}`) });
  return t(`fields.${field.replace('.', '_')}`, { defaultValue: field });
}

/** Where it stands in the list of fields. */
export function fieldGroup(field: string, t: TFunction): string {
  const [prefix = ''] = field.includes('.') ? field.split('.', 1) : ['ticket'];
  return t(`groups.${prefix}`, { defaultValue: t('groups.ticket') });
}

/** The same operator reads otherwise for texts, times and lists. */
export function operatorLabel(operator: string, kind: string, t: TFunction): string {
  const general = t(`operators.${operator}`);
  if (kind === 'list' || kind === 'number' || kind === 'id') return t(`operators.${operator}_${kind}`, { defaultValue: general });
  return general;
}

/** What a field can be, with the names people know; null: anything. */
export function choicesOf(field: ConditionField, things: Things, t: TFunction): readonly Choice[] | null {
  const name = field.field.replace(/^was\./, '');
  const own = field.own === null ? [] : [{ value: field.own, label: t(`own.${field.own}`) }];
  const ofIds = (rows: readonly { readonly id: string; readonly name: string }[]) => [
    ...own,
    ...rows.map((row) => ({ value: row.id, label: row.name })),
  ];
  switch (name) {
    case 'assigneeId':
      return ofIds(things.agents);
    case 'teamId':
      return ofIds(things.teams);
    case 'inboxId':
      return ofIds(things.inboxes);
    case 'tags':
      return things.tags.map((tag) => ({ value: tag.name, label: tag.name }));
    default:
      return field.values === null ? null : field.values.map((value) => ({ value, label: valueLabel(name, value, things, t) }));
  }
}

/** Likely values of a field that may have any. */
export function suggestionsOf(field: string, t: TFunction): readonly Choice[] {
  if (field === 'language' || field === 'detectedLanguage') return LANGUAGES.map((value) => ({ value, label: languageName(value) }));
  if (field === 'message.kind') return MESSAGE_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }));
  return [];
}

export function valueLabel(field: string, value: string, things: Things, t: TFunction): string {
  switch (field) {
    case 'status':
      return named(things.statuses.find((status) => status.name === value)?.names, value);
    case 'category':
      return named(things.categories.find((category) => category.key === value)?.names, value);
    case 'statusCategory':
    case 'priority':
    case 'channel':
      return t(`${field}.${value}`, { defaultValue: value });
    case 'message.direction':
      return t(`direction.${value}`, { defaultValue: value });
    default:
      return value;
  }
}

export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(currentLanguage(), { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
