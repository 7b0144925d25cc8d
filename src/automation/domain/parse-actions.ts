import { DomainError } from '../../kernel/domain-error.js';
import { checkTemplate, type TemplateFields } from '../../kernel/template.js';
import { type Action, type ActionType, ME } from './actions.js';
import type { TextBody, Texts } from './texts.js';

export interface ActionRules {
  readonly allowed: readonly ActionType[];
  readonly priorities: readonly string[];
  readonly fields: TemplateFields;
  readonly mayNameMe: boolean;
}

export interface ActionProblem {
  /** `actions[2].text`. */
  readonly path: string;
  readonly message: string;
}

const ACTIONS_MAX = 30;
const TAGS_MAX = 50;
const LANGUAGES_MAX = 20;
const TEXT_MAX = 50_000;
const HOLD_REASON_MAX = 500;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/;
const TOPIC = /^[a-z0-9][a-z0-9._-]{0,59}$/;

/** Thrown inside, collected by {@link parseActions}. */
class Wrong extends Error {}

/**
 * Actions as somebody gave them. Names that only the desk knows (statuses, teams …) are checked by {@link namesIn}.
 * @throws DomainError `action.invalid` (422) naming every problem; `template.…` for a text with a bad placeholder
 */
export function parseActions(given: unknown, rules: ActionRules): readonly Action[] {
  if (!Array.isArray(given) || given.length === 0 || given.length > ACTIONS_MAX)
    throw refused([{ path: 'actions', message: `Actions are a list of 1 to ${ACTIONS_MAX}.` }]);
  const problems: ActionProblem[] = [];
  const actions = given.flatMap((one: unknown, i): Action[] => {
    try {
      return [parseAction(one, rules)];
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      problems.push({ path: `actions[${i}]`, message: error.message });
      return [];
    }
  });
  if (actions.filter((a) => a.type === 'reply').length > 1) problems.push({ path: 'actions', message: 'At most one reply.' });
  if (problems.length > 0) throw refused(problems);
  return actions;
}

/**
 * Texts by language. @throws DomainError `action.invalid`, `template.unknown-placeholder`, `template.malformed`
 */
export function parseTexts(given: unknown, fields: TemplateFields): Texts {
  try {
    return texts(given, fields);
  } catch (error) {
    if (error instanceof Wrong) throw refused([{ path: 'texts', message: error.message }]);
    throw error;
  }
}

function refused(problems: readonly ActionProblem[]): DomainError {
  const [first] = problems;
  return new DomainError('unprocessable', 'action.invalid', `The actions are not right: ${first?.message ?? ''}`, { problems });
}

type Given = Readonly<Record<string, unknown>>;

function parseAction(given: unknown, rules: ActionRules): Action {
  if (typeof given !== 'object' || given === null) throw new Wrong('An action is an object.');
  const { type, ...rest } = given as Given;
  const known = rules.allowed.find((t) => t === type);
  if (known === undefined) throw new Wrong(`There is no action "${String(type).slice(0, 60)}"; there are: ${rules.allowed.join(', ')}.`);
  const action = READERS[known](rest, rules);
  const extra = Object.keys(rest).find((key) => !Object.hasOwn(action, key));
  if (extra !== undefined) throw new Wrong(`"${known}" has no "${extra.slice(0, 60)}".`);
  return action;
}

const READERS: Readonly<Record<ActionType, (given: Given, rules: ActionRules) => Action>> = {
  'set-status': (given) => ({ type: 'set-status', status: name(given, 'status'), ...holdReason(given) }),
  'set-priority': (given, rules) => ({ type: 'set-priority', priority: priority(given, rules) }),
  'set-category': (given) => ({ type: 'set-category', category: name(given, 'category') }),
  'set-team': (given) => ({ type: 'set-team', teamId: id(given, 'teamId') }),
  'set-assignee': (given, rules) => ({
    type: 'set-assignee',
    assigneeId: rules.mayNameMe && given['assigneeId'] === ME ? ME : id(given, 'assigneeId'),
  }),
  'add-tags': (given) => ({ type: 'add-tags', tags: tags(given) }),
  'remove-tags': (given) => ({ type: 'remove-tags', tags: tags(given) }),
  'set-custom-field': (given, rules) => customField(given, rules),
  'add-note': (given, rules) => ({ type: 'add-note', text: template(given['text'], 'text', rules.fields) }),
  reply: (given, rules) => ({ type: 'reply', texts: texts(given['texts'], rules.fields) }),
  webhook: (given) => ({ type: 'webhook', topic: topic(given) }),
  escalate: (given, rules) => ({ type: 'escalate', priority: priority(given, rules) }),
};

function name(given: Given, field: string): string {
  const value = given[field];
  if (typeof value === 'string' && value.length >= 1 && value.length <= 60) return value;
  throw new Wrong(`"${field}" is a text of 1 to 60.`);
}

function holdReason(given: Given): { readonly holdReason?: string } {
  const value = given['holdReason'];
  if (value === undefined) return {};
  if (typeof value === 'string' && value.trim() !== '' && value.length <= HOLD_REASON_MAX) return { holdReason: value.trim() };
  throw new Wrong(`"holdReason" is a text of 1 to ${HOLD_REASON_MAX}.`);
}

function priority(given: Given, { priorities }: ActionRules): string {
  const found = priorities.find((p) => p === given['priority']);
  if (found === undefined) throw new Wrong(`"priority" is one of: ${priorities.join(', ')}.`);
  return found;
}

function id(given: Given, field: string): string | null {
  const value = given[field];
  if (value === null) return null;
  if (typeof value === 'string' && UUID.test(value)) return value.toLowerCase();
  throw new Wrong(`"${field}" is an id, or null.`);
}

function tags(given: Given): readonly string[] {
  const list: unknown = given['tags'];
  const isTag = (tag: unknown): tag is string => typeof tag === 'string' && tag.length >= 1 && tag.length <= 60;
  if (Array.isArray(list) && list.length >= 1 && list.length <= TAGS_MAX && list.every(isTag)) return [...new Set(list)];
  throw new Wrong(`"tags" is a list of 1 to ${TAGS_MAX} texts of 1 to 60.`);
}

function customField(given: Given, { fields }: ActionRules): Action {
  const key = name(given, 'key');
  const { value } = given;
  if (!fields.isCustomField(key)) throw new Wrong(`There is no custom field "${key}".`);
  if (value === null || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)))
    return { type: 'set-custom-field', key, value };
  if (typeof value === 'string' && value.length <= 500) return { type: 'set-custom-field', key, value };
  throw new Wrong('"value" is a text of at most 500, a number, true, false or null.');
}

function topic(given: Given): string {
  const value = given['topic'];
  if (typeof value === 'string' && TOPIC.test(value)) return value;
  throw new Wrong('"topic" is 1 to 60 of a-z, 0-9, dot, dash and underscore.');
}

function texts(given: unknown, fields: TemplateFields): Texts {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new Wrong('"texts" has a text for each language.');
  const entries = Object.entries(given as Given);
  if (entries.length === 0 || entries.length > LANGUAGES_MAX) throw new Wrong(`"texts" has 1 to ${LANGUAGES_MAX} languages.`);
  return Object.fromEntries(entries.map(([language, body]) => [languageTag(language), textBody(language, body, fields)]));
}

function languageTag(language: string): string {
  if (LANGUAGE.test(language)) return language;
  throw new Wrong(`"${language.slice(0, 60)}" is not a language (en, id, zh-TW …).`);
}

function textBody(language: string, given: unknown, fields: TemplateFields): TextBody {
  if (typeof given !== 'object' || given === null) throw new Wrong(`"${language}" has a "text", and may have "html".`);
  const { text, html = null, ...unknown } = given as Given;
  const [extra] = Object.keys(unknown);
  if (extra !== undefined) throw new Wrong(`"${language}" has no "${extra.slice(0, 60)}".`);
  return { text: template(text, 'text', fields), html: html === null ? null : template(html, 'html', fields) };
}

function template(given: unknown, field: string, fields: TemplateFields): string {
  if (typeof given !== 'string' || given === '' || given.length > TEXT_MAX) throw new Wrong(`"${field}" is a text of 1 to ${TEXT_MAX}.`);
  checkTemplate(given, fields);
  return given;
}
