import { Pump } from '../../../src/webhooks/index.js';
import { FakeClock } from '../../kit/fake-clock.js';
import { type Answer, type TestDesk, testDesk } from '../../kit/test-desk.js';
import { WebhookReceiver } from '../../kit/webhook-receiver.js';

/** A desk and two servers that may be told of its events. */
export class WebhookRig {
  readonly clock = new FakeClock();
  readonly receiver = new WebhookReceiver();
  readonly other = new WebhookReceiver();
  desk: TestDesk;

  async start(): Promise<void> {
    await this.receiver.start();
    await this.other.start();
    const privateOrigins = () => [this.receiver.origin, this.other.origin];
    this.desk = await testDesk({ channels: () => [], clock: this.clock, privateOrigins });
  }

  async stop(): Promise<void> {
    await this.desk.stop();
    await this.receiver.stop();
    await this.other.stop();
  }

  /** No webhook, nothing received. */
  async clear(): Promise<void> {
    const { body } = await this.desk.request('GET', '/api/v1/webhooks');
    for (const { id } of body.items) await this.desk.request('DELETE', `/api/v1/webhooks/${String(id)}`);
    this.receiver.forget();
    this.other.forget();
  }

  create(over: object = {}): Promise<Answer> {
    const body = { name: 'Warehouse', url: `${this.receiver.origin}/hook`, events: ['ticket.opened', 'message.received'], ...over };
    return this.desk.request('POST', '/api/v1/webhooks', { body });
  }

  async subscribe(over: object = {}): Promise<{ readonly id: string; readonly secret: string }> {
    const { status, body } = await this.create(over);
    if (status !== 201) throw new Error(`refused: ${JSON.stringify(body)}`);
    return { id: String(body['id']), secret: String(body['secret']) };
  }

  async openTicket(over: object = {}): Promise<string> {
    const contact = { name: 'Ayu', identities: [{ kind: 'email', value: 'ayu@example.com' }] };
    const { body } = await this.desk.request('POST', '/api/v1/tickets', {
      body: { subject: 'Refund', text: 'Where is it?', contact, ...over },
    });
    return String(body['id']);
  }

  /** Hands on what happened, and sends what is due. */
  async deliver(): Promise<void> {
    await this.desk.drainJobs();
    await this.desk.app.get(Pump).drain();
  }

  async show(id: string): Promise<Answer['body']> {
    return (await this.desk.request('GET', `/api/v1/webhooks/${id}`)).body;
  }

  async log(id: string, query = ''): Promise<Answer['body']['items']> {
    return (await this.desk.request('GET', `/api/v1/webhooks/${id}/deliveries${query}`)).body.items;
  }

  /** Events that are still to be handed on. */
  async jobs(): Promise<number> {
    const { rowCount } = await this.desk.pool.query("select from graphile_worker.jobs where task_identifier = 'webhook-event'");
    return rowCount ?? 0;
  }
}
