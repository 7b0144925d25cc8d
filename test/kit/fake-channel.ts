import { IsOptional, IsString } from 'class-validator';
import {
  type ChannelAdapter,
  type ChannelDefinition,
  type ChannelError,
  defineChannel,
  type InboundEvent,
  type Media,
  noThreadHints,
  type OutboundMessage,
  type Parsed,
  type RawRequest,
  type Refusal,
  type Sent,
  Setting,
  unverified,
  type Verdict,
  verified,
} from '../../src/channels/contract/index.js';

export class FakeSettings {
  @Setting({ label: 'Key', help: 'Anything.', secret: true, required: true })
  @IsOptional()
  @IsString()
  key?: string;
}

type Script = { readonly send: (message: OutboundMessage) => Promise<Sent> };

/** A channel whose provider does what the test says. Webhook bodies are `{ key, events, refusals }` as parse() gives them. */
export class FakeChannel implements ChannelAdapter<FakeSettings> {
  readonly sent: OutboundMessage[] = [];
  readonly media = new Map<string, Media>();
  private script: Script['send'][] = [];
  readonly capabilities;

  /** Into how many parts the next replies are cut. */
  parts = 1;

  constructor(options: { readonly idempotentSend?: boolean } = {}) {
    this.capabilities = {
      displayName: 'Fake',
      icon: 'fake',
      inbound: 'push',
      html: false,
      maxAttachmentBytes: 1024,
      maxTextLength: 1000,
      receipts: 'read',
      replyWindowHours: null,
      idempotentSend: options.idempotentSend ?? false,
    } as const;
  }

  definition(): ChannelDefinition {
    return defineChannel<FakeSettings>({
      channel: 'fake',
      provider: 'push',
      settings: FakeSettings,
      adapter: this,
      identityKinds: ['fake'],
      webhooks: [{ purpose: 'events', path: 'events' }],
      keptHeaders: [],
      reach: { kinds: ['fake'], keyFor: (value) => value },
    });
  }

  /** The next sends fail so, one after the other; then they succeed again. */
  failNext(...errors: readonly ChannelError[]): void {
    for (const error of errors) this.doNext(() => Promise.reject(error));
  }

  /** The next send does this. */
  doNext(send: Script['send']): void {
    this.script.push(send);
  }

  verify(request: RawRequest): Verdict {
    return request.headers['x-fake-key'] === 'right' ? verified : unverified('wrong key');
  }

  parse(request: RawRequest): Parsed {
    try {
      const { key, events, refusals } = JSON.parse(request.body.toString(), (name, value: unknown) =>
        name === 'at' || name === 'until' ? new Date(String(value)) : value,
      ) as { key: string; events?: InboundEvent[]; refusals?: Refusal[] };
      return { key, events: events ?? [], refusals: refusals ?? [] };
    } catch {
      return {
        key: `garbage:${request.body.toString('hex').slice(0, 50)}`,
        events: [],
        refusals: [{ code: 'fake.unreadable', message: 'No JSON.', severity: 'quarantine' }],
      };
    }
  }

  partsOf(): number {
    return this.parts;
  }

  async send(message: OutboundMessage): Promise<Sent> {
    this.sent.push(message);
    const scripted = this.script.shift();
    return scripted === undefined ? { externalIds: [`out-${message.id}`] } : scripted(message);
  }

  async fetchMedia(handle: Readonly<Record<string, string | number | null>>): Promise<Media> {
    const found = this.media.get(String(handle['id']));
    if (found === undefined) throw new Error('no such media');
    return found;
  }

  async health() {
    return { ok: true, message: 'Fine.' };
  }
}

/** A message event; only what matters needs to be named. */
export function said(over: Partial<Extract<InboundEvent, { type: 'message' }>> & { readonly who?: string } = {}): InboundEvent {
  const { who = 'ayu', ...rest } = over;
  const externalId = rest.externalId ?? `in-${Math.random().toString(36).slice(2)}`;
  const text = rest.text ?? 'Uang saya belum masuk';
  return {
    type: 'message',
    key: externalId,
    at: new Date('2026-03-02T08:59:00Z'),
    externalId,
    conversation: who,
    from: { kind: 'fake', scope: '', value: who, displayName: who, verified: true },
    kind: 'text',
    subject: null,
    text,
    fullText: text,
    html: null,
    attachments: [],
    automatic: false,
    thread: noThreadHints,
    details: {},
    ...rest,
  };
}
