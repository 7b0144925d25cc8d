import { Bearers, PERMISSIONS } from '../../../src/access/index.js';
import { type Role, systemActor } from '../../../src/kernel/actor.js';
import type { AgentId } from '../../../src/kernel/id.js';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { JobHandlers } from '../../../src/platform/jobs/job-handlers.js';
import { FakeChannel, said } from '../../kit/fake-channel.js';
import { FakeClock } from '../../kit/fake-clock.js';
import { type Answer, PASSWORD, type TestDesk, testDesk } from '../../kit/test-desk.js';

export interface Notified {
  readonly id: string;
  readonly kind: string;
  readonly times: number;
  readonly actorName: string;
  readonly ticket: { readonly id: string };
}

let count = 0;

export class Person {
  constructor(
    private readonly desk: TestDesk,
    readonly id: string,
    readonly token: string,
    readonly email: string,
  ) {}

  async does(method: string, path: string, body?: object): Promise<Answer> {
    const answer = await this.desk.request(method, `/api/v1/${path}`, { token: this.token, ...(body ? { body } : {}) });
    await this.desk.drainJobs();
    return answer;
  }

  async told(query = ''): Promise<readonly Notified[]> {
    return (await this.does('GET', `notifications${query}`)).body.items as unknown as Notified[];
  }

  /** The kinds of what they were told of a ticket, newest first. */
  async toldOf(ticketId: string): Promise<readonly string[]> {
    return (await this.told()).filter((n) => n.ticket.id === ticketId).map((n) => n.kind);
  }

  async unread(): Promise<unknown> {
    return (await this.does('GET', 'notifications/count')).body['unread'];
  }

  prefers(preference: object): Promise<Answer> {
    return this.does('PUT', 'notification-preferences', { muted: [], digest: 'off', ...preference });
  }
}

/** A desk with a clock that stands still, people who are told, customers who write, and an inbox that can send mail. */
export class NotificationRig {
  private constructor(
    readonly desk: TestDesk,
    readonly clock: FakeClock,
    readonly mail: FakeChannel,
    readonly ids: { readonly inbox: string; readonly mailbox: string },
  ) {}

  static async open(): Promise<NotificationRig> {
    const clock = new FakeClock(new Date('2026-03-02T09:10:00Z'));
    const mail = new FakeChannel();
    const mailing = { ...mail.definition(), provider: 'mailer', reach: { kinds: ['email'], keyFor: () => null } };
    const desk = await testDesk({ channels: () => [new FakeChannel().definition(), mailing], clock });
    const inbox = async (name: string, provider: string) =>
      String(
        (
          await desk.request('POST', '/api/v1/inboxes', {
            body: { name, channel: 'fake', provider, settings: { key: 'k' }, enabled: true, language: 'en' },
          })
        ).body['id'],
      );
    return new NotificationRig(desk, clock, mail, { inbox: await inbox('Fake', 'push'), mailbox: await inbox('Desk', 'mailer') });
  }

  async make(path: string, body: object): Promise<string> {
    const { status, body: made } = await this.desk.request('POST', `/api/v1/${path}`, { body });
    if (status !== 201) throw new Error(`${path}: ${status} ${JSON.stringify(made)}`);
    return String(made['id']);
  }

  async person(name: string, settings: { readonly role?: Role; readonly teamIds?: readonly string[] } = {}): Promise<Person> {
    const { desk } = this;
    const email = `${name.toLowerCase()}-${++count}@example.com`;
    const id = await this.make('agents', { email, name, role: 'agent', password: PASSWORD, ...settings });
    const { token } = await desk.app
      .get(UnitOfWork)
      .run(systemActor('test'), (tx) =>
        desk.app.get(Bearers).issueToken(tx, { name, scopes: PERMISSIONS, agentId: id as AgentId, expiresAt: null }),
      );
    return new Person(desk, id, token, email);
  }

  /** A customer writes; nothing it causes is done yet. */
  async writes(who: string, over: Parameters<typeof said>[0] = {}): Promise<void> {
    const body = { key: `k-${++count}`, events: [said({ who, ...over })] };
    await this.desk.request('POST', `/ingress/fake/${this.ids.inbox}/events`, { token: null, headers: { 'x-fake-key': 'right' }, body });
  }

  /** @returns the ticket of a customer who wrote, everything that follows done */
  async ticket(who = `customer-${++count}`): Promise<string> {
    await this.writes(who, { text: 'Where is my refund?' });
    await this.desk.drainJobs();
    const contact = await this.desk.request('GET', `/api/v1/contacts?kind=fake&value=${who}`);
    const tickets = await this.desk.request('GET', `/api/v1/contacts/${String(contact.body.items[0]?.['id'])}/tickets`);
    return String(tickets.body.items[0]?.['id']);
  }

  /** The administrator changes a ticket. */
  async change(id: string, body: object): Promise<void> {
    const { status } = await this.desk.request('PATCH', `/api/v1/tickets/${id}`, { body });
    if (status !== 200) throw new Error(`the change was answered with ${status}`);
    await this.desk.drainJobs();
  }

  /** Runs what waits, except that it tells nobody yet. */
  async intake(): Promise<void> {
    const { rows } = await this.desk.pool.query<{ task: string; payload: Record<string, unknown> }>(
      `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t where t.id = j.task_id and t.identifier <> 'notify'
       returning t.identifier as task, j.payload`,
    );
    for (const { task, payload } of rows) await this.runs(task, payload);
  }

  /** Payloads of the jobs `notify` that wait. */
  async waiting(): Promise<readonly Record<string, unknown>[]> {
    const { rows } = await this.desk.pool.query<{ payload: Record<string, unknown> }>(
      `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'notify'`,
    );
    return rows.map((r) => r.payload);
  }

  async runs(task: string, payload: Record<string, unknown> = {}): Promise<void> {
    await this.desk.app.get(JobHandlers).all().get(task)?.(payload, { attempt: 1, maxAttempts: 1 });
  }
}
