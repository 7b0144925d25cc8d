import { Injectable } from '@nestjs/common';
import { plusMinutes } from '../kernel/clock.js';
import { DomainError } from '../kernel/domain-error.js';
import type { Tx } from '../kernel/tx.js';
import { type CustomerUpload, CustomerUploadRepository } from '../tickets/index.js';

/** So much may one customer upload within an hour. */
export const HOURLY_FILES = 30;
export const HOURLY_BYTES = 100 * 1024 * 1024;

/** A file that a customer uploaded; it becomes part of a message when one of theirs names it. */
@Injectable()
export class KeepCustomerFile {
  constructor(private readonly uploads: CustomerUploadRepository) {}

  /** @throws DomainError `attachment.quota` */
  async execute(tx: Tx, upload: CustomerUpload): Promise<void> {
    const lately = await this.uploads.lately(tx, upload, plusMinutes(tx.now, -60));
    if (lately.count >= HOURLY_FILES || lately.bytes + upload.bytes > HOURLY_BYTES)
      throw new DomainError('conflict', 'attachment.quota', 'This customer has uploaded too much within the hour.');
    await this.uploads.insert(tx, upload);
  }
}
