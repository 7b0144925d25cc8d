import { Injectable } from '@nestjs/common';
import { ChannelRegistry } from '../../channels/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { isUuid } from '../../kernel/id.js';
import { type AskedNames, KnownNamesView } from '../../views/known-names.js';

/** Of tickets that were opened by a program, in no inbox. */
const BY_PROGRAM = 'api';
/** `me` and `mine` are no ids, and mean somebody who is there. */
const IDS: readonly string[] = ['teamId', 'assigneeId', 'inboxId'];

interface Asked {
  readonly field: string;
  readonly name: string;
}

/** Whether what a condition compares with is there: a channel, inbox, team, agent, language … that nothing can have is a mistake. */
@Injectable()
export class ConditionValues {
  private readonly languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

  constructor(
    private readonly names: KnownNamesView,
    private readonly channels: ChannelRegistry,
  ) {}

  /** @param condition as it was given @throws DomainError `condition.unknown-value` (422) naming the field */
  async check(condition: unknown): Promise<void> {
    const asked = comparedIn(condition);
    const of = (field: string) => asked.filter((one) => one.field === field).map((one) => one.name);
    const names: AskedNames = {
      status: of('status'),
      category: of('category'),
      teamId: of('teamId'),
      assigneeId: of('assigneeId'),
      inboxId: of('inboxId'),
    };
    const channels = [...this.channels.definitions.map((one) => one.channel), BY_PROGRAM];
    const unknown: readonly Asked[] = [
      ...of('channel').flatMap((name) => (channels.includes(name.toLowerCase()) ? [] : [{ field: 'channel', name }])),
      ...of('language').flatMap((name) => (this.isLanguage(name) ? [] : [{ field: 'language', name }])),
      ...(await this.names.unknownValues(names)),
    ];
    const [first] = unknown;
    if (first === undefined) return;
    const title = `"${first.field}" can never be "${first.name.slice(0, 60)}": there is no such thing here.`;
    throw new DomainError('unprocessable', 'condition.unknown-value', title, { field: first.field, unknown: unknown.slice(0, 20) });
  }

  private isLanguage(tag: string): boolean {
    try {
      return this.languages.of(tag) !== undefined;
    } catch {
      return false;
    }
  }
}

/** What a rule asks of how it was before (`was.teamId`) is asked of the same things. What has no form is left to the check of the form. */
function comparedIn(given: unknown): readonly Asked[] {
  if (Array.isArray(given)) return given.flatMap(comparedIn);
  if (typeof given !== 'object' || given === null) return [];
  const { field, value, ...parts } = given as Readonly<Record<string, unknown>>;
  if (typeof field !== 'string') return Object.values(parts).flatMap(comparedIn);
  const name = field.replace(/^was\./, '');
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const isAsked = (one: unknown): one is string => typeof one === 'string' && (!IDS.includes(name) || isUuid(one));
  return values.filter(isAsked).map((one) => ({ field: name, name: one }));
}
