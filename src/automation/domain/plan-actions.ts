import { renderTemplate, type TemplateValues } from '../../kernel/template.js';
import { type Action, ME } from './actions.js';
import { spoken } from './template-fields.js';
import { languageFor, type Texts } from './texts.js';

export interface PlannedChange {
  readonly status?: string;
  readonly holdReason?: string;
  readonly priority?: string;
  readonly category?: string;
  readonly teamId?: string | null;
  readonly assigneeId?: string | null;
  readonly tags?: readonly string[];
  readonly customFields?: Readonly<Record<string, unknown>>;
}

export interface SaidText {
  readonly language: string;
  readonly text: string;
  readonly html: string | null;
  /** Placeholders without a value. */
  readonly missing: readonly string[];
}

/** What actions come to on one ticket. */
export interface Plan {
  readonly change: PlannedChange;
  readonly notes: readonly string[];
  readonly reply: SaidText | null;
  readonly webhooks: readonly string[];
  readonly escalation: string | null;
}

export interface PlanningFor {
  readonly tags: readonly string[];
  readonly priority: string;
  readonly language: string | null;
  readonly values: TemplateValues;
  /** Lowest first. */
  readonly priorities: readonly string[];
  /** Who applies it; null for rules. */
  readonly agentId: string | null;
}

/** Decides what would be done, in the order of the actions: a text speaks of what those before it have set. Does nothing. */
export function planActions(actions: readonly Action[], ticket: PlanningFor): Plan {
  const start: Plan = { change: {}, notes: [], reply: null, webhooks: [], escalation: null };
  return actions.reduce((plan, action) => withAction(plan, action, ticket), start);
}

/** A text in the language asked for, with its values. */
export function say(texts: Texts, language: string | null, values: TemplateValues): SaidText {
  const chosen = languageFor(texts, language);
  const body = texts[chosen] ?? { text: '', html: null };
  const text = renderTemplate(body.text, values, 'text');
  const html = body.html === null ? null : renderTemplate(body.html, values, 'html');
  return {
    language: chosen,
    text: text.text,
    html: html?.text ?? null,
    missing: [...new Set([...text.missing, ...(html?.missing ?? [])])],
  };
}

function withAction(plan: Plan, action: Action, ticket: PlanningFor): Plan {
  const change = (more: PlannedChange): Plan => ({ ...plan, change: { ...plan.change, ...more } });
  const tags = plan.change.tags ?? ticket.tags;
  switch (action.type) {
    case 'set-status':
      return { ...plan, change: withStatus(plan.change, action) };
    case 'set-priority':
      return change({ priority: action.priority });
    case 'set-category':
      return change({ category: action.category });
    case 'set-team':
      return change({ teamId: action.teamId });
    case 'set-assignee':
      return change({ assigneeId: action.assigneeId === ME ? ticket.agentId : action.assigneeId });
    case 'add-tags':
      return change({ tags: [...new Set([...tags, ...action.tags])] });
    case 'remove-tags':
      return change({ tags: tags.filter((tag) => !action.tags.includes(tag)) });
    case 'set-custom-field':
      return change({ customFields: { ...plan.change.customFields, [action.key]: action.value } });
    case 'add-note':
      return { ...plan, notes: [...plan.notes, renderTemplate(action.text, valuesAfter(plan.change, ticket.values), 'text').text] };
    case 'reply':
      return { ...plan, reply: say(action.texts, ticket.language, valuesAfter(plan.change, ticket.values)) };
    case 'webhook':
      return { ...plan, webhooks: [...plan.webhooks, action.topic] };
    case 'escalate':
      return escalated(plan, action.priority, ticket);
  }
}

/** The ticket as texts speak of it once this is changed. */
function valuesAfter({ status, priority, category, customFields = {} }: PlannedChange, values: TemplateValues): TemplateValues {
  const set = Object.entries({ status, priority, category }).filter(([, value]) => value !== undefined);
  return {
    ...values,
    ...Object.fromEntries(set.map(([field, value]) => [`ticket.${field}`, value])),
    ...Object.fromEntries(Object.entries(customFields).map(([key, value]) => [`custom.${key}`, spoken(value)])),
  };
}

/** The reason belongs to its status: of two, the later one's counts. */
function withStatus(change: PlannedChange, { status, holdReason }: Extract<Action, { readonly type: 'set-status' }>): PlannedChange {
  const others = Object.fromEntries(Object.entries(change).filter(([field]) => field !== 'holdReason'));
  return { ...others, status, ...(holdReason === undefined ? {} : { holdReason }) };
}

/** An escalation never lowers. */
function escalated(plan: Plan, to: string, ticket: PlanningFor): Plan {
  const current = plan.change.priority ?? ticket.priority;
  const rises = ticket.priorities.indexOf(to) > ticket.priorities.indexOf(current);
  const priority = rises ? to : current;
  return { ...plan, escalation: priority, change: rises ? { ...plan.change, priority } : plan.change };
}
