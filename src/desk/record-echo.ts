import { Injectable } from '@nestjs/common';
import type { Tx } from '../kernel/tx.js';
import type { EchoCommand } from './echo-command.js';
import { EchoWriter } from './echo-writer.js';
import { RecordDeliveryReport } from './record-delivery-report.js';

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
