import { Injectable } from '@nestjs/common';
import { plusMinutes } from '../kernel/clock.js';
import type { Tx } from '../kernel/tx.js';
import { CustomerUploadRepository } from '../tickets/index.js';

const KEPT_MINUTES = 24 * 60;

/** Files that a customer uploaded and then did not send, a day later. */
@Injectable()
export class DropUnsentFiles {
  constructor(private readonly uploads: CustomerUploadRepository) {}

  /** @returns the keys of contents that nothing points to any more, some at a time; none at the end */
  execute(tx: Tx): Promise<readonly string[]> {
    return this.uploads.dropUnsent(tx, plusMinutes(tx.now, -KEPT_MINUTES));
  }
}
