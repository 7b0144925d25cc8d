import { Injectable } from '@nestjs/common';
import type { AutomationId, TicketId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';

export interface Address {
  readonly kind: string;
  readonly scope: string;
  readonly value: string;
}

export interface Listener {
  /** The customer's last message was written by a machine. */
  readonly lastWasAutomatic: boolean;
  /** One of our own inboxes has this address. */
  readonly isOurs: boolean;
}

// Index: uq_message_seq. Inboxes are few.
const LISTENER = `
  select coalesce((select automatic from message where ticket_id = $1 and direction = 'inbound' order by seq desc limit 1), false) as "lastWasAutomatic",
    exists (select from inbox i, jsonb_each_text(i.settings) s where lower(s.value) = lower($2)) as "isOurs"`;
const CLAIM = `
  insert into automatic_answer as a (rule_id, kind, scope, value, at) values ($1, $2, $3, $4, $5)
  on conflict (rule_id, kind, scope, value) do update set at = excluded.at where a.at <= $6 returning rule_id`;
// Index: ix_automatic_answer_at.
const FORGET = `
  delete from automatic_answer a using (select rule_id, kind, scope, value from automatic_answer where at < $1 order by at limit 1000) o
  where (a.rule_id, a.kind, a.scope, a.value) = (o.rule_id, o.kind, o.scope, o.value) returning a.rule_id`;

@Injectable()
export class AutomaticAnswerRepository {
  async listener(tx: Tx, ticketId: TicketId, address: string): Promise<Listener> {
    const [row] = await sql<Listener>(tx, LISTENER, [ticketId, address]);
    return row ?? { lastWasAutomatic: false, isOurs: false };
  }

  /** @returns false when the rule wrote to this address after `since` */
  async claim(tx: Tx, ruleId: AutomationId, to: Address, since: Date): Promise<boolean> {
    return (await sql(tx, CLAIM, [ruleId, to.kind, to.scope, to.value, tx.now, since])).length > 0;
  }

  /** @returns how many were dropped; 0 when none is left */
  async forget(tx: Tx, before: Date): Promise<number> {
    return (await sql(tx, FORGET, [before])).length;
  }
}
