import { createHash } from 'node:crypto';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Vault } from '../crypto/vault.js';
import type { FileStore } from './file-store.js';

const STEP_BYTES = 1024 * 1024;

export interface StoredFile {
  readonly key: string;
  readonly bytes: number;
  /** Lower hex, of the plain content. */
  readonly sha256: string;
}

/** Encrypted files. A key names one content for ever. */
export class Files {
  constructor(
    private readonly store: FileStore,
    private readonly vault: Vault,
  ) {}

  async put(folder: 'attachment' | 'receipt', id: string, content: Buffer): Promise<StoredFile> {
    // Two hex digits of the id's random tail spread the files over 256 folders.
    const key = `${folder}/${id.slice(-2)}/${id}`;
    const sha256 = await hashOf(content);
    await this.store.put(key, await this.vault.sealLarge('files', key, content));
    return { key, bytes: content.length, sha256 };
  }

  async get(key: string): Promise<Buffer> {
    return this.vault.openLarge('files', key, await this.store.get(key));
  }

  delete(key: string): Promise<void> {
    return this.store.delete(key);
  }

  check(): Promise<void> {
    return this.store.check();
  }
}

/** Step by step, so that a large file holds nobody up. */
async function hashOf(content: Buffer): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < content.length; at += STEP_BYTES) {
    hash.update(content.subarray(at, at + STEP_BYTES));
    await letOthersRun();
  }
  return hash.digest('hex');
}
