/** Where attachments and large receipts lie. Keys are made by us; content is encrypted before it gets here. */
export interface FileStore {
  put(key: string, content: Buffer): Promise<void>;
  /** @throws FileMissing */
  get(key: string): Promise<Buffer>;
  /** Deleting what is not there is fine. */
  delete(key: string): Promise<void>;
  /** Throws when the store cannot be written. */
  check(): Promise<void>;
}

export class FileMissing extends Error {
  constructor() {
    super('the file is not in the store');
    this.name = 'FileMissing';
  }
}

const KEY = /^[a-z0-9][a-z0-9/-]{0,120}$/;

/** @throws when a key could lead out of the store. */
export function checkKey(key: string): void {
  if (!KEY.test(key) || key.includes('//')) throw new Error('malformed file key');
}
