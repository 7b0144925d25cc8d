import type { Actor } from '../../kernel/actor.js';
import type { DomainEvent } from '../../kernel/domain-event.js';

export type FieldChange = { readonly from: unknown; readonly to: unknown };
export type FieldChanges = Readonly<Record<string, FieldChange>>;

/** The request in which something is done or read. Names of fields only: bodies hold customers' words and secrets. */
export interface AuditedCall {
  /** `PATCH /api/v1/tickets/:id` */
  readonly action: string;
  /** `tickets` */
  readonly resource: string;
  /** The ids of the address, in order. */
  readonly params: readonly (readonly [name: string, value: string])[];
  readonly fields: readonly string[];
  readonly address: string;
  readonly requestId: string;
}

export interface AuditEntry {
  readonly actor: Actor;
  readonly action: string;
  readonly resource: string;
  readonly resourceId: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly address: string;
  readonly requestId: string;
}

/** What a transaction did, beside the request it belongs to. */
export interface AuditedWork {
  readonly actor: Actor;
  readonly events: readonly DomainEvent[];
  readonly result: unknown;
  /** What the verb or controller added with `auditChanges`. */
  readonly changes: FieldChanges;
}

/** Of these the log tells the values; of everything else that an event names (a subject, custom fields) only the names. */
const TOLD = new Set(['status', 'priority', 'category', 'teamId', 'assigneeId', 'tags']);
const ID = /^(id|\w+Id)$/;
const TEXT_MAX = 200;
const FIELDS_MAX = 50;

export function entryOf(call: AuditedCall, work: AuditedWork): AuditEntry {
  const [first, ...others] = call.params;
  const made = idsIn(work.result);
  const changes = { ...changesIn(work.events), ...work.changes };
  const detail = {
    ...(call.fields.length === 0 ? {} : { fields: call.fields.slice(0, FIELDS_MAX).map(short) }),
    ...(others.length === 0 ? {} : { params: Object.fromEntries(others.map(([name, value]) => [name, short(value)])) }),
    ...(Object.keys(made).length === 0 ? {} : { made }),
    ...(Object.keys(changes).length === 0 ? {} : { changes }),
  };
  const { action, resource, address, requestId } = call;
  return { actor: work.actor, action, resource, resourceId: short(first?.[1] ?? made['id'] ?? '') || null, detail, address, requestId };
}

/** The fields of two states that differ, with both values. What a change leaves undefined stays as it was. */
export function changesBetween<T extends object>(before: T, after: Partial<T>, fields: readonly (keyof T & string)[]): FieldChanges {
  const changed = fields.filter((field) => after[field] !== undefined && JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return Object.fromEntries(changed.map((field) => [field, { from: before[field], to: after[field] }]));
}

function changesIn(events: readonly DomainEvent[]): Readonly<Record<string, FieldChange | string>> {
  const all = events.flatMap((event) => ('changes' in event.data ? Object.entries(event.data.changes) : []));
  return Object.fromEntries(all.map(([field, change]) => [field, TOLD.has(field) ? change : 'changed']));
}

function idsIn(result: unknown): Readonly<Record<string, string>> {
  if (typeof result !== 'object' || result === null) return {};
  const ids = Object.entries(result).filter((pair): pair is [string, string] => ID.test(pair[0]) && typeof pair[1] === 'string');
  return Object.fromEntries(ids.map(([name, value]) => [name, short(value)]));
}

/** Names and ids come from the caller, who may send long ones. */
function short(text: string): string {
  return text.slice(0, TEXT_MAX);
}
