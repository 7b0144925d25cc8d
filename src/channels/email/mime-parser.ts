import { MimeLane } from './mime-lane.js';
import type { MimeResult } from './mime-types.js';

/** Several times its size is in memory while a mail is read, so of larger ones only one at a time is. */
const LARGE_BYTES = 2 * 1024 * 1024;

interface Waiting {
  readonly raw: Buffer;
  done(result: MimeResult): void;
}

/**
 * Parses mails in two worker threads: one for small mails, and one for large mails, which helps out with small ones when
 * no large one waits. So one mail that takes long, small or large, holds up no other. Never rejects.
 */
export class MimeParser {
  private readonly small: Waiting[] = [];
  private readonly large: Waiting[] = [];
  private readonly forSmall = new Turn(4);
  private readonly forAny = new Turn(16);

  parse(raw: Buffer): Promise<MimeResult> {
    return new Promise((resolve) => {
      (raw.length < LARGE_BYTES ? this.small : this.large).push({ raw, done: resolve });
      this.assign();
    });
  }

  private assign(): void {
    const next = () => this.assign();
    this.forAny.take(this.large, next);
    this.forSmall.take(this.small, next);
    this.forAny.take(this.small, next);
  }
}

class Turn {
  private readonly lane: MimeLane;
  private isBusy = false;

  constructor(youngMb: number) {
    this.lane = new MimeLane(youngMb);
  }

  take(queue: Waiting[], then: () => void): void {
    if (this.isBusy) return;
    const next = queue.shift();
    if (next === undefined) return;
    this.isBusy = true;
    void this.lane.parse(next.raw).then((result) => {
      this.isBusy = false;
      next.done(result);
      then();
    });
  }
}
