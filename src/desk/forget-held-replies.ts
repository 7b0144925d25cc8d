import { Injectable } from '@nestjs/common';
import type { Tx } from '../kernel/tx.js';
import { HeldReplyRepository } from '../tickets/index.js';

/** Replies that were taken back, or could not leave, are dropped after a while. */
@Injectable()
export class ForgetHeldReplies {
  constructor(private readonly held: HeldReplyRepository) {}

  /** @returns how many were dropped; 0 when none is left */
  execute(tx: Tx, { before }: { readonly before: Date }): Promise<number> {
    return this.held.forget(tx, before);
  }
}
