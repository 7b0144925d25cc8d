/** A vendor's cloud, faked: checks credentials and the shape of calls as the vendor does, keeps state and a ledger. */
export interface Fake {
  /** First segment of its path on the sandbox's HTTP server, e.g. `telegram`. */
  readonly name: string;
  handle(request: FakeRequest): Promise<FakeResponse>;
  readonly ledger: Ledger;
}

/** A refusal the vendor is asked to give to the desk's next message, once. */
export type NextFault = 429 | 500 | null;

export interface FakeRequest {
  readonly method: string;
  /** Below `/<name>`, with a leading slash. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface FakeResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | object;
}

/** One message that the vendor accepted from the desk, written before the vendor answers. */
export interface LedgerEntry {
  readonly fake: string;
  /** The vendor's id it gave to the message. */
  readonly externalId: string;
  /** Whom it was for, as the vendor names them (chat id, PSID, E.164, address). */
  readonly to: string;
  readonly text: string;
  readonly attachments: readonly LedgerFile[];
  /** Provider specific facts worth asserting (headers of a mail, pass-through reference …). */
  readonly details: Readonly<Record<string, unknown>>;
}

export interface LedgerFile {
  readonly filename: string | null;
  readonly contentType: string | null;
  readonly bytes: number;
  /** Its name among the kept files. */
  readonly file?: string | null;
}

export class Ledger {
  /** Told of each entry. */
  watch: (entry: LedgerEntry) => void = () => undefined;
  private readonly list: LedgerEntry[] = [];
  private readonly waiting = new Set<() => void>();

  /** @param capacity oldest entries are dropped beyond it, so that a long demo stays small. */
  constructor(private readonly capacity = 100_000) {}

  add(entry: LedgerEntry): void {
    this.list.push(entry);
    if (this.list.length > this.capacity) this.list.shift();
    for (const wake of this.waiting) wake();
    this.watch(entry);
  }

  entries(): readonly LedgerEntry[] {
    return this.list;
  }

  /** Resolves with the first entry that fits, now or later. @throws after the time-out. */
  async waitFor(fits: (entry: LedgerEntry) => boolean, timeoutMs = 15_000): Promise<LedgerEntry> {
    const found = this.list.find(fits);
    if (found !== undefined) return found;
    return new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        this.waiting.delete(check);
      };
      const check = () => {
        const entry = this.list.find(fits);
        if (entry === undefined) return;
        stop();
        resolve(entry);
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`nothing fitting arrived within ${timeoutMs} ms; ${this.list.length} entries in the ledger`));
      }, timeoutMs);
      this.waiting.add(check);
    });
  }
}
