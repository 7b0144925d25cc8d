import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId } from '../../kernel/id.js';
import { checkKey, FileMissing, type FileStore } from './file-store.js';

/** Files below one folder. A file appears complete or not at all: written aside, synced, renamed. */
export class DiskStore implements FileStore {
  constructor(private readonly folder: string) {}

  async put(key: string, content: Buffer): Promise<void> {
    const path = this.pathOf(key);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const aside = `${path}.${newId()}.part`;
    const file = await open(aside, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  }

  async get(key: string): Promise<Buffer> {
    try {
      return await readFile(this.pathOf(key));
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') throw new FileMissing();
      throw error;
    }
  }

  async delete(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  async check(): Promise<void> {
    const probe = `check/${newId()}`;
    await this.put(probe, Buffer.from('ok'));
    await this.delete(probe);
  }

  private pathOf(key: string): string {
    checkKey(key);
    return join(this.folder, key);
  }
}
