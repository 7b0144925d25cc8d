import { Injectable } from '@nestjs/common';
import { type Action, type NamedThings, templateFields } from '../../automation/settings.js';
import { systemActor } from '../../kernel/actor.js';
import type { FieldCatalogue } from '../../kernel/condition.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { TemplateFields } from '../../kernel/template.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type CustomField, TicketFields, withCustomValues } from '../../tickets/settings.js';
import { KnownNamesView } from '../../views/known-names.js';

const actor = systemActor('settings');

/** Whether what rules, macros and texts speak of exists. */
@Injectable()
export class NamedThingsCheck {
  constructor(
    private readonly names: KnownNamesView,
    private readonly known: TicketFields,
    private readonly uow: UnitOfWork,
  ) {}

  /** What can be asked of every ticket. */
  catalogue(): Promise<FieldCatalogue> {
    return this.uow.run(actor, (tx) => this.known.catalogue(tx));
  }

  /** What texts may name. */
  async fields(): Promise<TemplateFields> {
    const custom = await this.custom();
    return templateFields((key) => custom.some((field) => field.key === key && field.enabled));
  }

  /**
   * What actions set must be possible: a value that its field can have, a reason where a ticket is put on hold.
   * @throws DomainError `ticket.custom-field-invalid`, `action.hold-reason-required`, `action.not-on-hold` (all 422)
   */
  async checkActions(actions: readonly Action[]): Promise<void> {
    const given = actions.flatMap((a) => (a.type === 'set-custom-field' ? [[a.key, a.value] as const] : []));
    if (given.length > 0) {
      const custom = await this.custom();
      for (const [key, value] of given) withCustomValues({}, { [key]: value }, custom);
    }
    const onHold = new Set(await this.names.statusesOnHold());
    for (const [i, action] of actions.entries()) if (action.type === 'set-status') mustSayWhy(action, i, onHold);
  }

  /** @throws DomainError `automation.unknown-name` (422) naming what does not exist */
  async check(named: NamedThings): Promise<void> {
    const unknown = await this.names.unknown(named);
    const [first] = unknown;
    if (first === undefined) return;
    throw new DomainError('unprocessable', 'automation.unknown-name', `There is no ${first.what} "${first.name}".`, { unknown });
  }

  private custom(): Promise<readonly CustomField[]> {
    return this.uow.run(actor, (tx) => this.known.custom(tx));
  }
}

function mustSayWhy(
  { status, holdReason }: Extract<Action, { readonly type: 'set-status' }>,
  i: number,
  onHold: ReadonlySet<string>,
): void {
  const path = `actions[${i}].holdReason`;
  if (onHold.has(status) && holdReason === undefined)
    throw new DomainError(
      'unprocessable',
      'action.hold-reason-required',
      `"${status}" puts on hold: holdReason must say for whom or what.`,
      {
        path,
      },
    );
  if (!onHold.has(status) && holdReason !== undefined)
    throw new DomainError('unprocessable', 'action.not-on-hold', `"${status}" does not put on hold: it has no holdReason.`, { path });
}
