import { Injectable } from '@nestjs/common';
import type { SenderFacts } from '../contacts/index.js';
import type { Tx } from '../kernel/tx.js';
import { EchoWriter } from './echo-writer.js';
import type { InboxFacts } from './inbox-facts.js';
import type { IncomingFile } from './incoming-file.js';
import { RecordDeliveryReport } from './record-delivery-report.js';

export interface EchoCommand {
  readonly inbox: InboxFacts;
  readonly externalId: string;
  readonly reference: string | null;
  readonly conversation: string;
  readonly to: SenderFacts;
  readonly text: string;
  readonly files: readonly IncomingFile[];
  readonly at: Date;
}

/**
 * The provider shows us a message of our own side. Ours: proof that it was accepted. Otherwise a colleague answered in
 * the provider's own app: it is part of the conversation and is kept as an outgoing message.
 */
@Injectable()
export class RecordEcho {
  constructor(
    private readonly reports: RecordDeliveryReport,
    private readonly writer: EchoWriter,
  ) {}

  async execute(tx: Tx, echo: EchoCommand): Promise<void> {
    const of = { externalId: echo.externalId, reference: echo.reference };
    const ours = await this.reports.execute(tx, { inboxId: echo.inbox.id, state: 'accepted', fault: null, of });
    if (!ours) await this.writer.write(tx, echo);
  }
}
