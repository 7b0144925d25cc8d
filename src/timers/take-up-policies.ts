import { Injectable } from '@nestjs/common';
import { RetargetClocks } from '../desk/index.js';
import { systemActor } from '../kernel/actor.js';
import type { ContactId, TicketId } from '../kernel/id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';

const actor = systemActor('clocks');

/** After a policy, a calendar or a contact's tier was changed: walks through the tickets with live clocks. Done twice it changes nothing. */
@Injectable()
export class TakeUpPolicies {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly retarget: RetargetClocks,
  ) {}

  /** @param contactId only this contact's tickets */
  async run(contactId: ContactId | null): Promise<void> {
    let after: TicketId | null = null;
    do {
      const from: TicketId | null = after;
      after = await this.uow.run(actor, (tx) => this.retarget.execute(tx, { after: from, contactId }));
    } while (after !== null);
  }
}
