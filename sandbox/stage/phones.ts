import type { Person } from '../people.js';
import type { InboxTarget, PhoneCall, RunningProvider } from '../provider.js';
import type { StageOrder } from './order.js';
import type { ShownCall } from './shown.js';

interface Line {
  readonly person: Person;
  readonly target: InboxTarget;
  readonly provider: RunningProvider;
}

const SECONDS_MAX = 600;

/** The last call of each person. */
export class Phones {
  private readonly calls = new Map<number, PhoneCall>();

  constructor(private readonly changed: () => void) {}

  shown(person: number): ShownCall | null {
    return this.calls.get(person)?.shown() ?? null;
  }

  /** @returns whether it could be done */
  async act(order: StageOrder, line: Line): Promise<boolean> {
    if (order.act === 'dial') return this.dial(line);
    const call = this.calls.get(line.person.index);
    if (call === undefined || call.isOver) return false;
    await stepped(call, order);
    return true;
  }

  private async dial({ person, target, provider }: Line): Promise<boolean> {
    const current = this.calls.get(person.index);
    if (provider.call === undefined || (current !== undefined && !current.isOver)) return false;
    const call = provider.call(target, { name: person.name, address: person.phone }, this.changed);
    this.calls.set(person.index, call);
    this.changed();
    // It rings while the desk is asked; the page watches.
    void call.dial();
    return true;
  }
}

async function stepped(call: PhoneCall, order: StageOrder): Promise<void> {
  switch (order.act) {
    case 'keys':
      return call.gathered({ digits: order.digits ?? '' });
    case 'speak':
      return call.gathered({ speech: order.text ?? '' });
    case 'silence':
      return call.silence();
    case 'hang-up':
      return call.hangUp();
    case 'voicemail': {
      const [file] = order.files ?? [];
      if (file === undefined) return;
      const spoken = { content: Buffer.from(file.content, 'base64'), contentType: file.contentType };
      return call.recorded({ ...spoken, seconds: Math.min(Math.max(1, order.seconds ?? 1), SECONDS_MAX) }, order.digits ?? '#');
    }
  }
}
