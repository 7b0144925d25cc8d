import { insist } from '../customers/deliver.js';
import type { Deliver } from '../provider.js';
import type { Conversation } from './conversation.js';
import type { Trouble } from './shown.js';

export interface Handed {
  /** Of the conversation: order matters within one. */
  readonly key: string;
  readonly conversation: Conversation;
  readonly id: string;
  readonly deliver: Deliver;
}

const DELAY_MS = 5_000;
/** Held until the next message has overtaken it, at most so long. */
const HELD_MS = 20_000;

/** How a vendor hands a message to the desk: at once, and in the ways that make trouble. */
export class Handing {
  private readonly held = new Map<string, Handed & { readonly timer: NodeJS.Timeout }>();

  constructor(private readonly changed: () => void) {}

  over(handed: Handed, trouble: Trouble): void {
    if (trouble === 'reordered') return this.hold(handed);
    const overtaken = this.release(handed.key);
    const delivered = trouble === 'delayed' ? this.later(handed) : this.deliver(handed, trouble);
    if (overtaken !== null) void delivered.then(() => this.deliver(overtaken, 'none'));
  }

  private async deliver(handed: Handed, trouble: Trouble): Promise<void> {
    const { conversation, id } = handed;
    conversation.change(id, { state: 'sending' });
    let count = 0;
    const once: Deliver = async (how) => {
      count += 1;
      const taken = await handed.deliver(how);
      conversation.change(id, { state: taken ? 'accepted' : 'refused', deliveries: count });
      this.changed();
      return taken;
    };
    // A vendor asks again while nobody takes it; a forger does not.
    if (trouble === 'forged') await once({ forged: true });
    else await insist(once);
    if (trouble === 'duplicate') await once();
  }

  private async later(handed: Handed): Promise<void> {
    handed.conversation.change(handed.id, { state: 'waiting' });
    await new Promise((resolve) => {
      setTimeout(resolve, DELAY_MS).unref();
    });
    await this.deliver(handed, 'none');
  }

  private hold(handed: Handed): void {
    const before = this.release(handed.key);
    if (before !== null) void this.deliver(before, 'none');
    handed.conversation.change(handed.id, { state: 'held' });
    const timer = setTimeout(() => {
      const late = this.release(handed.key);
      if (late !== null) void this.deliver(late, 'none');
    }, HELD_MS);
    timer.unref();
    this.held.set(handed.key, { ...handed, timer });
  }

  private release(key: string): Handed | null {
    const held = this.held.get(key) ?? null;
    this.held.delete(key);
    if (held !== null) clearTimeout(held.timer);
    return held;
  }
}
