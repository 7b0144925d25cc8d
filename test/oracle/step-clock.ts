/**
 * A clock of a ticket's resolution, stepped minute by minute. Everything it knows: in a minute that is open and in which the ticket runs,
 * one minute is spent; when the target is spent, the promise is broken.
 */
export type Change =
  | { readonly kind: 'status'; readonly to: string }
  | { readonly kind: 'target'; readonly minutes: number }
  | { readonly kind: 'hours'; readonly open: Uint8Array };

export interface Event {
  readonly minute: number;
  readonly changes: readonly Change[];
}

export interface Seen {
  readonly standing: 'running' | 'paused' | 'done' | 'broken';
  readonly spent: number;
  /** Of a running clock: by when, if nothing else happens; null beyond the window. */
  readonly due: number | null;
  readonly broken: number | null;
}

const STANDS: Readonly<Record<string, 'running' | 'paused' | 'done'>> = {
  new: 'running', open: 'running', pending: 'paused', on_hold: 'paused', resolved: 'done',
}; // biome-ignore format: one glance

export class StepClock {
  private minute: number;
  private spent = 0;
  private broken: number | null = null;
  private status = 'new';

  constructor(
    opened: number,
    private target: number,
    private open: Uint8Array,
  ) {
    this.minute = opened;
  }

  /** Minute by minute up to there. */
  walk(until: number): void {
    while (this.minute < until) {
      if (this.isRunning() && this.open[this.minute] === 1) this.spent += 1;
      this.minute += 1;
      this.look();
    }
  }

  apply(event: Event): void {
    this.walk(event.minute);
    for (const change of event.changes) {
      if (change.kind === 'status') this.status = change.to;
      if (change.kind === 'target' && this.broken === null) this.target = change.minutes;
      if (change.kind === 'hours' && this.broken === null) this.open = change.open;
    }
    this.look();
  }

  seen(): Seen {
    const standing = STANDS[this.status] ?? 'running';
    const { spent, broken } = this;
    if (broken !== null) return { standing: 'broken', spent, due: null, broken };
    return { standing, spent, due: standing === 'running' ? this.due() : null, broken };
  }

  private isRunning(): boolean {
    return this.broken === null && STANDS[this.status] === 'running';
  }

  private look(): void {
    if (this.isRunning() && this.spent >= this.target) this.broken = this.minute;
  }

  private due(): number | null {
    let left = this.target - this.spent;
    for (let minute = this.minute; minute < this.open.length; minute++) {
      if (this.open[minute] === 1) left -= 1;
      if (left <= 0) return minute + 1;
    }
    return null;
  }
}
