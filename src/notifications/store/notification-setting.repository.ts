import { Injectable } from '@nestjs/common';
import type { InboxId } from '../../kernel/id.js';
import type { DeliveryFault } from '../../kernel/message.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';

export interface NotificationSettings {
  /** Null: digests are not sent. */
  readonly digestInboxId: InboxId | null;
  readonly lastFailure: (DeliveryFault & { readonly at: Date }) | null;
}

interface Row {
  readonly digestInboxId: InboxId | null;
  readonly code: string | null;
  readonly message: string | null;
  readonly at: Date | null;
}

const FIND = `
  select digest_inbox_id as "digestInboxId", last_failure_code as code, last_failure_message as message, last_failure_at as at
  from notification_setting`;
const CHOOSE =
  'update notification_setting set digest_inbox_id = $1, last_failure_code = null, last_failure_message = null, last_failure_at = null';
const FAILED = 'update notification_setting set last_failure_code = $1, last_failure_message = $2, last_failure_at = $3';

@Injectable()
export class NotificationSettingRepository {
  constructor(private readonly statements: Statements) {}

  async read(): Promise<NotificationSettings> {
    const [row] = await this.statements.rows<Row>(FIND, []);
    if (row === undefined) return { digestInboxId: null, lastFailure: null };
    const { digestInboxId, code, message, at } = row;
    return { digestInboxId, lastFailure: code === null || message === null || at === null ? null : { code, message, at } };
  }

  /** What failed before was another inbox's fault. */
  async choose(tx: Tx, digestInboxId: InboxId | null): Promise<void> {
    await sql(tx, CHOOSE, [digestInboxId]);
  }

  async failed(tx: Tx, { code, message }: DeliveryFault): Promise<void> {
    await sql(tx, FAILED, [code, message, tx.now]);
  }
}
