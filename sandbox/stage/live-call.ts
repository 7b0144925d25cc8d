import { systemClock } from '../../src/kernel/clock.js';
import { fieldsOf } from '../customers/hotline-call.js';
import { API_VERSION, rfc2822, twilioSid } from '../fakes/twilio-resources.js';
import { callWebhook, type Fields, isTaken } from '../fakes/twilio-signed.js';
import { type Verb, verbsOf } from '../fakes/twilio-twiml.js';
import type { InboxTarget, PhoneCall } from '../provider.js';
import type { CallLine, CallWait, ShownCall } from './shown.js';
import { soundsOf, waitOf } from './twiml-steps.js';

export interface LiveCallOptions {
  readonly target: InboxTarget;
  readonly from: string;
  keep(recordingSid: string, recording: { readonly content: Buffer; readonly contentType: string }): void;
  /** Told of every step. */
  changed(): void;
}

/** A document may redirect for ever; Twilio gives up too. */
const DOCUMENTS_MAX = 50;
/** A recording is made ready a moment after it was spoken. */
const RECORDING_MS = 300;

/**
 * A call that somebody plays by hand. It follows the desk's TwiML as Twilio does, up to where the caller is asked for
 * something; then it waits for them. https://www.twilio.com/docs/voice/twiml
 */
export class LiveCall implements PhoneCall {
  readonly sid = twilioSid('CA');
  private readonly startedAt = systemClock.now();
  private endedAt: Date | null = null;
  private status: ShownCall['status'] = 'ringing';
  private lines: readonly CallLine[] = [];
  private wait: CallWait | null = null;
  private waiting: Verb | null = null;
  private rest: readonly Verb[] = [];
  private documentUrl: string;
  private documents = 0;

  constructor(private readonly options: LiveCallOptions) {
    this.documentUrl = options.target.webhookUrls['voice'] ?? '';
  }

  get isOver(): boolean {
    return this.endedAt !== null;
  }

  shown(): ShownCall {
    return {
      id: this.sid,
      status: this.status,
      number: String(this.options.target.settings['phoneNumber']),
      startedAt: this.startedAt.toISOString(),
      endedAt: this.endedAt?.toISOString() ?? null,
      lines: this.lines,
      wait: this.wait,
    };
  }

  dial(): Promise<void> {
    return this.follow(this.documentUrl, {});
  }

  /** Digits or words given to `<Gather>`; keys at any other time are heard by nobody. */
  async gathered(input: { readonly digits?: string; readonly speech?: string }): Promise<void> {
    const { digits, speech } = input;
    this.add('you', digits ?? speech ?? '');
    if (this.wait?.kind !== 'gather' || this.waiting === null) return;
    const said: Fields = digits === undefined ? { SpeechResult: speech ?? '', Confidence: '0.93' } : { Digits: digits, FinishedOnKey: '' };
    await this.act(said);
  }

  /** A message after the tone, ended by a key or by hanging up. */
  async recorded({ content, contentType, seconds }: Parameters<PhoneCall['recorded']>[0], key: string): Promise<void> {
    const verb = this.waiting;
    if (this.wait?.kind !== 'record' || verb === null) return;
    const recording = twilioSid('RE');
    this.options.keep(recording, { content, contentType });
    const fields = this.recordingFields(recording, seconds);
    this.add('note', 'recorded');
    setTimeout(() => void this.recordingReady(verb, fields), RECORDING_MS).unref();
    await this.act({ ...fields, Digits: key });
  }

  /** Nothing is said or pressed until Twilio's patience is over: the next verb. */
  async silence(): Promise<void> {
    if (this.wait?.kind !== 'gather' && this.wait?.kind !== 'record') return;
    const { attributes } = this.waiting ?? { attributes: {} as Fields };
    this.add('note', 'silence');
    const isAsked = this.wait.kind === 'gather' && attributes['actionOnEmptyResult'] === 'true';
    if (isAsked) return this.act({ Digits: '' });
    this.go();
    await this.run();
  }

  async hangUp(): Promise<void> {
    if (this.isOver) return;
    const [wait, verb] = [this.wait, this.waiting];
    this.add('note', 'hung-up');
    await this.end('completed');
    // Those verbs tell their action that the caller has gone; what it answers is spoken to nobody.
    if ((wait?.kind === 'queue' || wait?.kind === 'dial') && verb?.attributes['action'] !== undefined)
      await this.ask(
        this.resolved(verb.attributes['action']),
        wait.kind === 'queue' ? { QueueResult: 'hangup' } : { DialCallStatus: 'completed' },
      );
  }

  /** What the caller gave goes to the verb's action, by default the document's own URL. */
  private async act(fields: Fields): Promise<void> {
    const url = this.resolved(this.waiting?.attributes['action'] ?? this.documentUrl);
    this.go();
    await this.follow(url, fields);
  }

  private go(): void {
    this.wait = null;
    this.waiting = null;
    this.options.changed();
  }

  private async follow(url: string, fields: Fields): Promise<void> {
    this.documents += 1;
    const verbs = this.documents > DOCUMENTS_MAX ? null : await this.ask(url, fields);
    if (this.isOver) return;
    if (verbs === null) {
      // What Twilio says where the answer is no TwiML.
      this.add('say', 'We are sorry, an application error has occurred. Goodbye.', 'en-US');
      return this.end('failed');
    }
    this.documentUrl = url;
    this.rest = verbs;
    await this.run();
  }

  private async run(): Promise<void> {
    for (let [verb] = this.rest; verb !== undefined && !this.isOver; [verb] = this.rest) {
      this.rest = this.rest.slice(1);
      if (verb.name === 'Hangup') return this.end('completed');
      if (verb.name === 'Reject') return this.end(verb.attributes['reason'] === 'busy' ? 'busy' : 'completed');
      this.status = 'in-progress';
      if (verb.name === 'Redirect') return this.follow(this.resolved(verb.text.trim()), {});
      for (const { kind, text, language } of soundsOf(verb)) this.add(kind, text, language);
      const wait = waitOf(verb);
      if (wait !== null) return this.await(wait, verb);
    }
    if (!this.isOver) await this.end('completed');
  }

  private async await(wait: CallWait, verb: Verb): Promise<void> {
    this.wait = wait;
    this.waiting = verb;
    this.options.changed();
    const music = wait.kind === 'queue' ? verb.attributes['waitUrl'] : undefined;
    if (music === undefined) return;
    const heard = (await this.ask(this.resolved(music), { QueuePosition: '1', QueueTime: '0' })) ?? [];
    for (const { kind, text, language } of heard.flatMap(soundsOf)) this.add(kind, text, language);
  }

  private async end(status: ShownCall['status']): Promise<void> {
    this.status = status;
    this.endedAt = systemClock.now();
    this.go();
    const seconds = Math.max(1, Math.round((this.endedAt.getTime() - this.startedAt.getTime()) / 1000));
    await isTaken(this.options.target.webhookUrls['voiceStatus'] ?? '', this.token, {
      ...this.fields,
      CallbackSource: 'call-progress-events',
      CallDuration: String(seconds),
      CallStatus: status,
      Duration: String(Math.ceil(seconds / 60)),
      SequenceNumber: '0',
      Timestamp: rfc2822(this.endedAt),
    });
  }

  private async recordingReady({ attributes }: Verb, fields: Fields): Promise<void> {
    const url = attributes['recordingStatusCallback'];
    if (url === undefined) return;
    await isTaken(this.resolved(url), this.token, {
      AccountSid: String(this.options.target.settings['accountSid']),
      CallSid: this.sid,
      ErrorCode: '0',
      RecordingChannels: '1',
      RecordingSource: 'RecordVerb',
      RecordingStartTime: rfc2822(),
      RecordingStatus: 'completed',
      ...fields,
    });
  }

  /** The verbs of the answer; null where the caller would hear Twilio's error message. */
  private async ask(url: string, more: Fields): Promise<readonly Verb[] | null> {
    const status = this.isOver ? 'completed' : this.status;
    const answer = await callWebhook(url, this.token, { ...this.fields, CallStatus: status, ...more });
    if (answer === null || answer.status !== 200 || !/^(text|application)\/xml\b/.test(answer.contentType)) return null;
    try {
      return verbsOf(answer.text);
    } catch {
      return null;
    }
  }

  private recordingFields(recording: string, seconds: number): Fields {
    const { settings } = this.options.target;
    return {
      RecordingDuration: String(seconds),
      RecordingSid: recording,
      RecordingUrl: `${String(settings['apiBaseUrl'])}/${API_VERSION}/Accounts/${String(settings['accountSid'])}/Recordings/${recording}`,
    };
  }

  private add(kind: CallLine['kind'], text: string, language = ''): void {
    this.lines = [...this.lines, { id: this.lines.length + 1, kind, text, language }];
    this.options.changed();
  }

  private resolved(url: string): string {
    return URL.canParse(url, this.documentUrl) ? new URL(url, this.documentUrl).href : url;
  }

  private get fields(): Fields {
    return fieldsOf({ target: this.options.target, from: this.options.from, sid: this.sid });
  }

  private get token(): string {
    return String(this.options.target.settings['authToken']);
  }
}
