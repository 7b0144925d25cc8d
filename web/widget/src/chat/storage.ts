import type { ChatFile, KeyValueStore } from './types';

export interface Kept {
  readonly token: string | null;
  /** Whom the token was made for; another person on this device gets another one. */
  readonly userId: string | null;
  readonly readSeq: number;
  readonly deliveredSeq: number;
  readonly seenSeq: number;
}

/** What was written and is not acknowledged yet. */
export interface Unsent {
  readonly clientId: string;
  readonly text: string;
  readonly files: readonly ChatFile[];
  readonly at: string;
  /** Who wrote it: shown to nobody else on this device, and sent as nobody else. Null: a visitor. */
  readonly userId: string | null;
}

const NOTHING: Kept = { token: null, userId: null, readSeq: 0, deliveredSeq: 0, seenSeq: 0 };

/** What outlives the page: one entry for where things stand, and one for each unsent message, so that two tabs lose none of each other's. */
export class ChatStorage {
  private readonly prefix: string;

  constructor(
    private readonly store: KeyValueStore,
    inboxId: string,
  ) {
    this.prefix = `parley:${inboxId}`;
  }

  get(): Kept {
    return { ...NOTHING, ...read<Partial<Kept>>(this.store.getItem(this.prefix)) };
  }

  set(change: Partial<Kept>): void {
    this.store.setItem(this.prefix, JSON.stringify({ ...this.get(), ...change }));
  }

  /** What this person wrote, also before they logged in. */
  unsent(userId: string | null): readonly Unsent[] {
    return this.unsentKeys()
      .flatMap((key) => read<Unsent>(this.store.getItem(key)) ?? [])
      .filter((message) => message.userId == null || message.userId === userId)
      .toSorted((a, b) => (a.at < b.at ? -1 : 1));
  }

  keep(message: Unsent): void {
    this.store.setItem(`${this.prefix}:unsent:${message.clientId}`, JSON.stringify(message));
  }

  drop(clientId: string): void {
    this.store.removeItem(`${this.prefix}:unsent:${clientId}`);
  }

  /** Somebody else sits here now: nothing stays, the draft of the widget neither. */
  forget(): void {
    for (const key of [this.prefix, `${this.prefix}:draft`, ...this.unsentKeys()]) this.store.removeItem(key);
  }

  private unsentKeys(): readonly string[] {
    return this.store.keys().filter((key) => key.startsWith(`${this.prefix}:unsent:`));
  }
}

/** The browser's storage; where it is full, blocked or missing, what lies in it lives as long as the page. */
export function defaultStore(): KeyValueStore {
  const memory = new Map<string, string>();
  const disk = attempt(() => globalThis.localStorage);
  return {
    getItem: (key) => memory.get(key) ?? attempt(() => disk?.getItem(key)) ?? null,
    setItem: (key, value) => {
      memory.delete(key);
      if (attempt(() => disk?.setItem(key, value) === undefined && disk !== undefined) !== true) memory.set(key, value);
    },
    removeItem: (key) => {
      memory.delete(key);
      attempt(() => disk?.removeItem(key));
    },
    keys: () => [...memory.keys(), ...(attempt(() => Object.keys(disk ?? {})) ?? [])],
  };
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function read<T>(json: string | null): T | null {
  return json === null ? null : (attempt(() => JSON.parse(json) as T) ?? null);
}
