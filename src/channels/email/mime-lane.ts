import { Worker } from 'node:worker_threads';
import type { MimeMail, MimeResult } from './mime-types.js';
import { salvage } from './salvage.js';

const START_MS = 20_000;
const BASE_MS = 4_000;
const PER_MB_MS = 1_500;
const IDLE_MS = 30_000;
const HEAP_MB = 256;
/** What a larger mail took goes back to the system only with the thread. */
const KEPT_BYTES = 4 * 1024 * 1024;

type Answer = { readonly kind: 'mail'; readonly mail: MimeMail } | { readonly kind: 'failed'; readonly reason: string };

/** One worker thread, one mail at a time; the thread is replaced when it hangs or dies. */
export class MimeLane {
  private worker: Worker | null = null;
  private isReady = false;
  private idle: NodeJS.Timeout | null = null;

  /** @param youngMb memory for what is soon forgotten: more is faster with large mails, and held as long as the thread */
  constructor(private readonly youngMb: number) {}

  /** Never rejects. */
  async parse(raw: Buffer): Promise<MimeResult> {
    if (this.idle) clearTimeout(this.idle);
    try {
      const answer = await this.ask(raw);
      if (answer.kind === 'mail') return answer;
      return { kind: 'unreadable', code: `mail.${answer.reason}`, ...salvage(raw) };
    } catch (error) {
      this.drop();
      const code = error instanceof TookTooLong ? 'mail.took-too-long' : 'mail.parser-crashed';
      return { kind: 'unreadable', code, ...salvage(raw) };
    } finally {
      if (raw.length > KEPT_BYTES) this.drop();
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
      const tooLong = () => settle(() => reject(new TookTooLong()));
      const onEnd = () => settle(() => reject(new Error('the thread ended')));
      const begin = () => {
        clearTimeout(timer);
        timer = setTimeout(tooLong, BASE_MS + (raw.length / 1e6) * PER_MB_MS);
        worker.postMessage(raw);
      };
      const onMessage = (answer: Answer | 'ready') => {
        if (answer !== 'ready') return settle(() => resolve(answer));
        this.isReady = true;
        begin();
      };
      worker.on('message', onMessage).on('error', onEnd).on('exit', onEnd);
      // The mail is not to blame for the time that a busy machine takes to start a thread.
      let timer = setTimeout(tooLong, START_MS);
      if (this.isReady) begin();
    });
  }

  private started(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = new Worker(new URL('./mime-worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: this.youngMb },
    });
    worker.unref();
    worker.once('exit', () => {
      if (this.worker === worker) this.drop();
    });
    this.worker = worker;
    this.isReady = false;
    return worker;
  }

  private drop(): void {
    const { worker } = this;
    this.worker = null;
    void worker?.terminate();
  }
}

class TookTooLong extends Error {}
