import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningSandbox, runSandbox } from '../../../sandbox/sandbox.js';
import { SandboxState } from '../../../sandbox/state.js';
import { type InboundEvent, type Refusal, type Sender } from '../../../src/channels/contract/index.js';
import { channelDefinitions } from '../../../src/channels/registry.js';
import { JobRunner } from '../../../src/platform/jobs/job-runner.js';
import { FakeChannel, said } from '../../kit/fake-channel.js';
import { type Person, person } from '../../kit/people.js';
import { type TestDesk, testDesk } from '../../kit/test-desk.js';
import { until } from '../../kit/until.js';
import { MAILS } from './corpus.js';
import { CONTENTS, FILENAMES } from './files.js';
import { type HostileFile, PostOffice } from './post-office.js';
import { IDENTITIES, LINES, TEXTS } from './words.js';

const PATIENCE_MS = 60_000;

/** A desk to which the whole corpus was handed in by the entrances that strangers have. */
export class HostileDesk {
  /** The ticket that holds every mail of the corpus. */
  mailTicket = '';
  /** The ticket that holds every text, and every file as a provider may name it. */
  directTicket = '';

  private constructor(
    readonly desk: TestDesk,
    readonly me: Person,
    private readonly sandbox: RunningSandbox,
    private readonly post: PostOffice,
    private readonly channel: FakeChannel,
    private readonly folder: string,
  ) {}

  static async start(): Promise<HostileDesk> {
    const folder = mkdtempSync(join(tmpdir(), 'parley-hostile-'));
    const state = new SandboxState(join(folder, 'state.json'));
    const sandbox = await runSandbox(state);
    const channel = new FakeChannel();
    Object.assign(channel.capabilities, { html: true, maxAttachmentBytes: 1024 * 1024, maxTextLength: 20_000 });
    const desk = await testDesk({
      live: true,
      channels: (deps) => [...channelDefinitions(deps), channel.definition()],
      privateOrigins: () => [sandbox.httpUrl],
      sandbox: () => sandbox.httpUrl,
    });
    const me = await person(desk, { role: 'admin' });
    const here = new HostileDesk(desk, me, sandbox, new PostOffice(await state.port('mx')), channel, folder);
    await desk.app.get(JobRunner).start(4);
    return here;
  }

  async stop(): Promise<void> {
    this.post.close();
    await this.desk.app.get(JobRunner).stop();
    await this.desk.stop();
    await this.sandbox.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Every line is a subject, a name and a text; every file name comes once by mail and once from a provider. */
  async handIn(): Promise<void> {
    for (const { channel, provider, inbox } of this.sandbox.providers.values())
      await this.send('POST', '/api/v1/inboxes', { ...inbox, channel, provider, enabled: true });
    await Promise.all([this.handInMails(), this.handInDirectMessages()]);
  }

  /** As if the desk had cleaned nothing: what is shown has to hold by itself. */
  async uncleanMails(): Promise<void> {
    const ids = MAILS.map((_mail, at) => `body-${at}@example.org`);
    const bodies = MAILS.map(({ value }) => value.replaceAll('\u0000', ''));
    const dirty =
      "update message set html = b.html, kind = 'text' from unnest($1::text[], $2::text[]) as b(id, html) where external_id = b.id";
    await this.desk.pool.query(dirty, [ids, bodies]);
  }

  /** Fails where the desk refuses. */
  async send(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const answer = await this.desk.request(method, path, { token: this.me.token, ...(body === undefined ? {} : { body }) });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** The newest ticket whose subject is, or begins with, these words. */
  ticketOf(words: string, provider = ''): Promise<string> {
    const sql = `select t.id from ticket t left join inbox i on i.id = t.inbox_id
      where starts_with(t.subject, left($1, 60)) and ($2 = '' or i.provider = $2) order by t.number desc limit 1`;
    return until(async () => (await this.desk.pool.query<{ id: string }>(sql, [words, provider])).rows[0]?.id, PATIENCE_MS);
  }

  private async handInMails(): Promise<void> {
    const sender = { address: 'mallory@example.org', name: lineAt(1), subject: 'Everything at once' };
    await this.post.deliver([{ ...sender, id: 'first', text: 'The first of many' }]);
    this.mailTicket = await this.ticketOf('Everything at once');
    await this.send('PATCH', `/api/v1/tickets/${this.mailTicket}`, { assigneeId: this.me.id });
    const bodies = MAILS.map(({ value }, at) => ({ ...sender, id: `body-${at}`, html: value, answers: 'first' }));
    const lines = LINES.map(({ value }, at) => ({
      id: `line-${at}`,
      address: `stranger-${at}@example.org`,
      name: value,
      subject: value,
      text: value,
      files: fileAt(at),
    }));
    await this.post.deliver([...bodies, ...lines]);
    await this.untilCount('message', "channel = 'email'", MAILS.length + LINES.length + 1);
  }

  private async handInDirectMessages(): Promise<void> {
    const inbox = { name: 'Direct messages', channel: 'fake', provider: 'push', settings: { key: 'k' }, enabled: true };
    const inboxId = String((await this.send('POST', '/api/v1/inboxes', inbox))['id']);
    let key = 0;
    const ingress = async (content: { readonly events?: readonly InboundEvent[]; readonly refusals?: readonly Refusal[] }) => {
      const headers = { 'x-fake-key': 'right' };
      await this.desk.request('POST', `/ingress/fake/${inboxId}/events`, { token: null, headers, body: { key: `r${++key}`, ...content } });
    };
    const from = (value: string, displayName: string): Sender => ({ kind: 'fake', scope: '', value, displayName, verified: true });
    const message = { at: new Date(), details: { cc: [lineAt(1), lineAt(2)] } };
    const texts = [...TEXTS, ...LINES].map(({ value }) =>
      said({ ...message, conversation: 'direct', from: from('direct', lineAt(1)), text: value, fullText: `${value}\n> ${value}` }),
    );
    const files = FILENAMES.map(({ name, value: filename }, at) => {
      const { content, contentType } = contentAt(at);
      this.channel.media.set(name, { content: Buffer.from(content, 'latin1'), filename, contentType });
      const attachments = [{ filename, contentType, media: { id: name } }];
      return said({ ...message, conversation: 'direct', from: from('direct', lineAt(1)), text: '', attachments });
    });
    const people = IDENTITIES.map(({ value }, at) =>
      said({ ...message, conversation: value, from: from(value, lineAt(at + 5)), subject: value, kind: 'unsupported', text: value }),
    );
    const refusals = LINES.map(({ value }): Refusal => ({ code: 'fake.hostile', message: value, severity: 'quarantine' }));
    await ingress({ events: [...texts, ...files] });
    await ingress({ events: people });
    for (let at = 0; at < refusals.length; at += 10) await ingress({ refusals: refusals.slice(at, at + 10) });
    await this.untilCount('message', "channel = 'fake'", texts.length + files.length + people.length);
    await this.untilCount('attachment', "state = 'stored' and message_id in (select id from message where channel = 'fake')", files.length);
    const { body } = await this.desk.request('GET', '/api/v1/contacts?kind=fake&value=direct');
    const { body: tickets } = await this.desk.request('GET', `/api/v1/tickets?contactId=${String(body.items[0]?.['id'])}`);
    this.directTicket = String(tickets.items[0]?.['id']);
  }

  private async untilCount(table: string, where: string, count: number): Promise<void> {
    let seen = 0;
    await until(async () => {
      const { rows } = await this.desk.pool.query<{ n: number }>(`select count(*)::int as n from ${table} where ${where}`);
      seen = rows[0]?.n ?? 0;
      return seen >= count;
    }, PATIENCE_MS).catch(() => {
      throw new Error(`${seen} of ${count} of ${table} arrived`);
    });
  }
}

export function lineAt(at: number): string {
  return LINES[at % LINES.length]?.value ?? '';
}

function fileAt(at: number): readonly HostileFile[] {
  const filename = FILENAMES[at]?.value;
  if (filename === undefined) return [];
  const { content, contentType } = contentAt(at);
  return [{ filename, contentType: contentType.replace(/\r.*$/s, ''), content }];
}

function contentAt(at: number): Omit<HostileFile, 'filename'> {
  const { name = '', value: content = '' } = CONTENTS[at % CONTENTS.length] ?? {};
  return { content, contentType: name.slice('content/'.length) };
}
