import { Injectable } from '@nestjs/common';
import { instantFromText, stopwatchMs, systemClock } from '../kernel/clock.js';
import { storableText } from '../kernel/message.js';
import { HttpClient, HttpFailure } from '../platform/http-client/index.js';
import { signedHeaders } from './signature.js';
import type { Try } from './store/webhook-delivery.repository.js';

const TIMEOUT_MS = 15_000;
/** Of an answer so much is read, and so much of that is kept. */
const READ_BYTES = 16 * 1024;
const KEPT_LETTERS = 500;

/** Whom to call, and with which secrets; those were in force a moment ago by the database's clock. */
export interface Endpoint {
  readonly url: string;
  readonly signers: readonly string[];
}

export type Verdict = 'accepted' | 'gone' | 'failed';

export interface Attempt {
  readonly verdict: Verdict;
  readonly try: Try;
  /** Seconds the endpoint asked us to wait. */
  readonly retryAfter: number | null;
}

/** One attempt over the network: signed now, no redirect followed, no transaction open. Never throws. */
@Injectable()
export class Caller {
  constructor(private readonly http: HttpClient) {}

  async call(endpoint: Endpoint, message: { readonly eventId: string; readonly body: string }): Promise<Attempt> {
    const at = systemClock.now();
    const started = stopwatchMs();
    const since = () => Math.round(stopwatchMs() - started);
    try {
      const { status, headers, body } = await this.http.call({
        method: 'POST',
        url: endpoint.url,
        headers: signedHeaders({ id: message.eventId, body: message.body, at }, endpoint.signers),
        body: message.body,
        timeoutMs: TIMEOUT_MS,
        maxBytes: READ_BYTES,
        cutsLonger: true,
      });
      const verdict = verdictOf(status);
      const fault = verdict === 'accepted' ? null : `http.status-${status}`;
      const answer = storableText(body.toString('utf8').slice(0, KEPT_LETTERS));
      const entry = { at: at.toISOString(), status, fault, durationMs: since(), answer };
      return { verdict, try: entry, retryAfter: retryAfterOf(headers['retry-after'], at) };
    } catch (error) {
      const fault = error instanceof HttpFailure ? error.code : 'webhook.unsendable';
      return { verdict: 'failed', try: { at: at.toISOString(), status: null, fault, durationMs: since(), answer: '' }, retryAfter: null };
    }
  }
}

function verdictOf(status: number): Verdict {
  if (status >= 200 && status < 300) return 'accepted';
  return status === 410 ? 'gone' : 'failed';
}

/** RFC 9110 §10.2.3: seconds, or an instant. */
function retryAfterOf(text: string | undefined, now: Date): number | null {
  if (text === undefined) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const at = instantFromText(text);
  return at === null ? null : Math.max(0, (at.getTime() - now.getTime()) / 1000);
}
