import { createHash } from 'node:crypto';
import type { Vault } from '../crypto/vault.js';
import type { FileStore } from './file-store.js';

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
    await this.store.put(key, this.vault.seal('files', key, content));
    return { key, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
  }

  async get(key: string): Promise<Buffer> {
    return this.vault.open('files', key, await this.store.get(key));
  }

  delete(key: string): Promise<void> {
    return this.store.delete(key);
  }

  check(): Promise<void> {
    return this.store.check();
  }
}
