import { Bearers, PERMISSIONS } from '../../../src/access/index.js';
import { AssignmentRound } from '../../../src/assignment/assignment-round.js';
import { systemActor } from '../../../src/kernel/actor.js';
import type { AgentId } from '../../../src/kernel/id.js';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { FakeChannel, said } from '../../kit/fake-channel.js';
import { FakeClock } from '../../kit/fake-clock.js';
import { PASSWORD, type TestDesk, testDesk } from '../../kit/test-desk.js';

export interface Player {
  readonly id: string;
  readonly token: string;
  is(status: 'online' | 'away' | 'busy' | 'offline'): Promise<void>;
  beats(): Promise<void>;
}

export interface Decided {
  readonly items: readonly { readonly kind: string; readonly sentence: string; readonly reasons: Record<string, unknown> }[];
  readonly waiting: { readonly sentence: string; readonly reasons: { readonly counts: Record<string, number> } } | null;
}

let count = 0;

/** A desk with a clock that stands still, on which teams, agents and customers are placed through the public API. */
export class Stage {
  private constructor(
    readonly desk: TestDesk,
    readonly clock: FakeClock,
    readonly inboxId: string,
  ) {}

  static async open(): Promise<Stage> {
    const clock = new FakeClock();
    const desk = await testDesk({ channels: () => [new FakeChannel().definition()], clock });
    const inbox = await desk.request('POST', '/api/v1/inboxes', {
      body: { name: 'Fake', channel: 'fake', provider: 'push', settings: { key: 'k' }, enabled: true, language: 'en' },
    });
    return new Stage(desk, clock, String(inbox.body['id']));
  }

  /** @returns the id of what was made */
  async make(path: string, body: object): Promise<string> {
    const { status, body: made } = await this.desk.request('POST', `/api/v1/${path}`, { body });
    if (status !== 201) throw new Error(`${path}: ${status} ${JSON.stringify(made)}`);
    return String(made['id']);
  }

  /** A team to which the inbox hands its tickets. */
  async team(settings: object = {}): Promise<string> {
    const id = await this.make('teams', { name: `Team ${++count}`, ...settings });
    await this.desk.request('PATCH', `/api/v1/inboxes/${this.inboxId}`, { body: { teamId: id } });
    return id;
  }

  async agent(name: string, settings: object): Promise<Player> {
    const { desk } = this;
    const id = await this.make('agents', { email: `${name}-${++count}@example.com`, name, role: 'agent', password: PASSWORD, ...settings });
    const { token } = await desk.app
      .get(UnitOfWork)
      .run(systemActor('test'), (tx) =>
        desk.app.get(Bearers).issueToken(tx, { name, scopes: PERMISSIONS, agentId: id as AgentId, expiresAt: null }),
      );
    return {
      id,
      token,
      is: async (status) => {
        const answer = await desk.request('PUT', '/api/v1/agents/me/presence', { token, body: { status } });
        if (answer.status !== 200) throw new Error(`presence: ${answer.status}`);
        await desk.drainJobs();
      },
      beats: async () => {
        await desk.request('POST', '/api/v1/agents/me/heartbeat', { token });
        await desk.drainJobs();
      },
    };
  }

  /** The ticket that a customer opens by writing; nothing is handed out before {@link TestDesk.drainJobs}. */
  async says(text: string, who = `customer-${++count}`): Promise<string> {
    const event = said({ who, text });
    await this.desk.request('POST', `/ingress/fake/${this.inboxId}/events`, {
      token: null,
      headers: { 'x-fake-key': 'right' },
      body: { key: `k-${++count}`, events: [event] },
    });
    await this.desk.drainJobs();
    const contact = await this.desk.request('GET', `/api/v1/contacts?kind=fake&value=${who}`);
    const tickets = await this.desk.request('GET', `/api/v1/contacts/${String(contact.body.items[0]?.['id'])}/tickets`);
    return String(tickets.body.items[0]?.['id']);
  }

  async ticket(id: string): Promise<Record<string, unknown>> {
    return (await this.desk.request('GET', `/api/v1/tickets/${id}`)).body;
  }

  async assignee(id: string): Promise<unknown> {
    return (await this.ticket(id))['assigneeId'];
  }

  async change(id: string, body: object) {
    const answer = await this.desk.request('PATCH', `/api/v1/tickets/${id}`, { body });
    await this.desk.drainJobs();
    return answer;
  }

  async routing(id: string): Promise<Decided> {
    return (await this.desk.request('GET', `/api/v1/tickets/${id}/routing`)).body as unknown as Decided;
  }

  /** So many minutes later, after the round of the minute. */
  async later(minutes: number): Promise<void> {
    this.clock.forward(minutes);
    await this.round();
  }

  async round(): Promise<void> {
    await this.desk.app.get(AssignmentRound).run();
    await this.desk.drainJobs();
  }
}
