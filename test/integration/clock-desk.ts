import { ClockTimer } from '../../src/timers/clock-timer.js';
import { FakeChannel, said } from '../kit/fake-channel.js';
import { FakeClock } from '../kit/fake-clock.js';
import { type Answer, type TestDesk, testDesk } from '../kit/test-desk.js';

interface Line {
  readonly kind: string;
  readonly at: string;
  readonly reason: string;
  readonly details: Record<string, unknown>;
}

export interface Clock {
  readonly id: string;
  readonly metric: string;
  readonly state: string;
  readonly dueAt: string | null;
  readonly why: string;
  readonly ledger: Line[];
}

/** A Monday in Jakarta, 08:00. */
export const MONDAY = new Date('2026-03-02T01:00:00Z');

const OFFICE = [{ from: '08:00', to: '17:00' }];
export const WEEK = { monday: OFFICE, tuesday: OFFICE, wednesday: OFFICE, thursday: OFFICE, friday: OFFICE };

/** A desk with an inbox, a calendar of office hours in Jakarta and a policy by it. */
export class ClockDesk {
  private counter = 0;

  private constructor(
    readonly desk: TestDesk,
    readonly clock: FakeClock,
    readonly ids: { readonly inbox: string; readonly calendar: string; readonly policy: string; readonly team: string },
  ) {}

  static async open(): Promise<ClockDesk> {
    const clock = new FakeClock(MONDAY);
    const channel = new FakeChannel();
    const desk = await testDesk({ clock, channels: () => [channel.definition()] });
    const made = async (path: string, body: object) => String((await desk.request('POST', `/api/v1/${path}`, { body })).body['id']);
    const inbox = await made('inboxes', { name: 'Fake', channel: 'fake', provider: 'push', settings: { key: 'k' }, enabled: true });
    const team = await made('teams', { name: 'Second line' });
    const calendar = await made('calendars', { name: 'Office', timeZone: 'Asia/Jakarta', week: WEEK });
    const policy = await made('sla-policies', gold(calendar, team));
    return new ClockDesk(desk, clock, { inbox, calendar, policy, team });
  }

  /** @returns the ticket of this customer */
  async customerWrites(who: string, over: Parameters<typeof said>[0] = {}): Promise<string> {
    this.counter += 1;
    const body = { key: `r${this.counter}`, events: [said({ who, ...over })] };
    await this.desk.request('POST', `/ingress/fake/${this.ids.inbox}/events`, { token: null, headers: { 'x-fake-key': 'right' }, body });
    await this.desk.drainJobs();
    const contacts = await this.desk.request('GET', `/api/v1/contacts?kind=fake&value=${who}`);
    const tickets = await this.desk.request('GET', `/api/v1/tickets?contactId=${String(contacts.body.items[0]?.['id'])}`);
    return String(tickets.body.items[0]?.['id']);
  }

  change(id: string, body: object): Promise<Answer> {
    return this.desk.request('PATCH', `/api/v1/tickets/${id}`, { body });
  }

  write(id: string, kind: 'reply' | 'note'): Promise<Answer> {
    return this.desk.request('POST', `/api/v1/tickets/${id}/messages`, { body: { kind, text: 'Kami cek dulu.' } });
  }

  tick(): Promise<number> {
    return this.desk.app.get(ClockTimer).tick();
  }

  async ticketOf(id: string): Promise<Answer['body']> {
    return (await this.desk.request('GET', `/api/v1/tickets/${id}`)).body;
  }

  async clocksOf(id: string): Promise<readonly Clock[]> {
    return (await this.desk.request('GET', `/api/v1/tickets/${id}/clocks`)).body.items as unknown as Clock[];
  }

  /** The newest clock of this metric. */
  async clockOf(id: string, metric: string): Promise<Clock> {
    const found = (await this.clocksOf(id)).find((c) => c.metric === metric);
    if (found === undefined) throw new Error(`the ticket has no clock of ${metric}`);
    return found;
  }

  async eventsOf(id: string, name: string): Promise<readonly Record<string, unknown>[]> {
    return (await this.desk.request('GET', `/api/v1/tickets/${id}/events`)).body.items.filter((e) => e['name'] === name);
  }
}

export function kinds(clock: Clock): readonly string[] {
  return clock.ledger.map((line) => line.kind);
}

function gold(calendarId: string, teamId: string): object {
  return {
    name: 'Gold',
    calendarId,
    condition: { field: 'category', operator: 'is-not', value: 'suggestion' },
    targets: {
      'first-response': { low: 240, normal: 60, high: 30, urgent: 10 },
      'next-response': { normal: 30, high: 30, urgent: 30 },
      resolution: { normal: 600, high: 300, urgent: 120 },
      'periodic-update': { normal: 300 },
    },
    warnAt: [80],
    escalations: [
      { afterMinutes: 15, metrics: ['first-response'], actions: [{ type: 'raise-priority' }, { type: 'notify', to: 'supervisors' }] },
      { afterMinutes: 30, metrics: ['first-response'], actions: [{ type: 'reassign', teamId }] },
    ],
  };
}
