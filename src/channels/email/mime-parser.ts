import { Worker } from 'node:worker_threads';
import type { MimeMail, MimeResult } from './mime-types.js';
import { salvage } from './salvage.js';

const BASE_MS = 8_000;
const PER_MB_MS = 1_000;
const IDLE_MS = 30_000;
const HEAP_MB = 256;
const YOUNG_MB = 16;
const LARGE_BYTES = 4 * 1024 * 1024;

type Answer = { readonly kind: 'mail'; readonly mail: MimeMail } | { readonly kind: 'failed'; readonly reason: string };

/** Parses mails one after the other in a worker thread that is replaced when it hangs or dies. Never rejects. */
export class MimeParser {
  private worker: Worker | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  private idle: NodeJS.Timeout | null = null;

  parse(raw: Buffer): Promise<MimeResult> {
    const result = this.queue.then(() => this.once(raw));
    this.queue = result;
    return result;
  }

  private async once(raw: Buffer): Promise<MimeResult> {
    if (this.idle) clearTimeout(this.idle);
    try {
      const answer = await this.ask(raw);
      if (answer.kind === 'mail') return answer;
      return { kind: 'unreadable', code: `mail.${answer.reason}`, ...salvage(raw) };
    } catch (error) {
      this.drop();
      return {
        kind: 'unreadable',
        code: error instanceof Error && error.message === 'time' ? 'mail.took-too-long' : 'mail.parser-crashed',
        ...salvage(raw),
      };
    } finally {
      // What a large mail took goes back to the system only with the thread.
      if (raw.length > LARGE_BYTES) this.drop();
      this.idle = setTimeout(() => this.drop(), IDLE_MS);
      this.idle.unref();
    }
  }

  private ask(raw: Buffer): Promise<Answer> {
    const worker = this.started();
    return new Promise<Answer>((resolve, reject) => {
      const settle = (then: () => void) => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onEnd).off('exit', onEnd);
        then();
      };
      const onMessage = (answer: Answer) => settle(() => resolve(answer));
      const onEnd = () => settle(() => reject(new Error('crash')));
      const timer = setTimeout(() => settle(() => reject(new Error('time'))), BASE_MS + (raw.length / 1e6) * PER_MB_MS);
      worker.on('message', onMessage).on('error', onEnd).on('exit', onEnd);
      worker.postMessage(raw);
    });
  }

  private started(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = new Worker(new URL('./mime-worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
    });
    worker.unref();
    worker.once('exit', () => {
      if (this.worker === worker) this.worker = null;
    });
    this.worker = worker;
    return worker;
  }

  private drop(): void {
    const { worker } = this;
    this.worker = null;
    void worker?.terminate();
  }
}
