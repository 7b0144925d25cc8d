import { randomUUID } from 'node:crypto';

export interface KeptFile {
  readonly contentType: string;
  readonly content: Buffer;
}

const EACH_MAX = 4 * 1024 * 1024;
const ALL_MAX = 32 * 1024 * 1024;

/** Pictures and files of conversations, for the devices that show them; the oldest go when it gets too much. */
export class KeptFiles {
  private readonly files = new Map<string, KeptFile>();
  private bytes = 0;

  /** @returns its name, or null when it is too large to keep */
  keep(file: KeptFile): string | null {
    if (file.content.length > EACH_MAX) return null;
    const id = randomUUID();
    this.files.set(id, file);
    this.bytes += file.content.length;
    for (const [oldest, { content }] of this.files) {
      if (this.bytes <= ALL_MAX) break;
      this.files.delete(oldest);
      this.bytes -= content.length;
    }
    return id;
  }

  find(id: string): KeptFile | null {
    return this.files.get(id) ?? null;
  }
}

/** One store for the process, as each fake puts in what the desk has sent. */
export const keptFiles = new KeptFiles();
