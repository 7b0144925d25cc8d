import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemClock } from '../kernel/clock.js';
import { sameSecret, type Vault } from '../platform/crypto/vault.js';
import type { Link } from './chain.js';

export interface Checkpoint {
  readonly seq: number;
  /** Of the row with that seq, hexadecimal. */
  readonly hash: string;
  readonly at: string;
  /** HMAC-SHA256 under a key derived from SECRET_KEY. */
  readonly mac: string;
}

/**
 * Where the chain stood, signed, outside the database: who can write to the database but does not know SECRET_KEY cannot
 * rewrite or shorten the log unnoticed. One JSON line each, only ever appended, flushed to the disk.
 */
export class Checkpoints {
  constructor(
    readonly file: string,
    private readonly vault: Vault,
  ) {}

  async append({ seq, hash }: Link): Promise<Checkpoint> {
    const facts = { seq, hash: hash.toString('hex'), at: systemClock.now().toISOString() };
    const checkpoint = { ...facts, mac: this.mac(facts) };
    await mkdir(dirname(this.file), { recursive: true });
    const file = await open(this.file, 'a+', 0o600);
    try {
      // A line that a crash cut short must not swallow this one.
      await file.write(`${(await isCut(file)) ? '\n' : ''}${JSON.stringify(checkpoint)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    return checkpoint;
  }

  /** In the order of the chain. What is no checkpoint of ours is counted: a forgery, or a line cut short by a crash. */
  async all(): Promise<{ readonly checkpoints: readonly Checkpoint[]; readonly unreadable: number }> {
    const text = await readFile(this.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    const lines = text.split('\n').filter((line) => line !== '');
    const checkpoints = lines.map(parsed).filter((c): c is Checkpoint => c !== null && sameSecret(c.mac, this.mac(c)));
    return { checkpoints: checkpoints.toSorted((a, b) => a.seq - b.seq), unreadable: lines.length - checkpoints.length };
  }

  private mac({ seq, hash, at }: Omit<Checkpoint, 'mac'>): string {
    return this.vault.mac('audit-checkpoint', `${seq} ${hash} ${at}`).toString('hex');
  }
}

async function isCut(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() !== '\n';
}

function parsed(line: string): Checkpoint | null {
  try {
    const { seq, hash, at, mac } = JSON.parse(line) as Partial<Record<keyof Checkpoint, unknown>>;
    const isOne = typeof seq === 'number' && typeof hash === 'string' && typeof at === 'string' && typeof mac === 'string';
    return isOne ? { seq, hash, at, mac } : null;
  } catch {
    return null;
  }
}
