import { Injectable } from '@nestjs/common';
import type { ReceiptId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { ReceiptRepository } from './store/receipt.repository.js';

/** Tries a quarantined receipt again, after its cause was mended. What was made of it already is not made twice. */
@Injectable()
export class ReplayReceipt {
  constructor(private readonly repository: ReceiptRepository) {}

  /** @returns false when there is no such quarantined receipt, or its bytes were dropped */
  execute(tx: Tx, id: ReceiptId): Promise<boolean> {
    return this.repository.replay(tx, id);
  }
}
