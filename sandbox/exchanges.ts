import { systemClock } from '../src/kernel/clock.js';
import type { ShownExchange } from './stage/shown.js';

const KEPT_MAX = 400;
const TEXT_MAX = 6_000;
const SECRET_HEADER = /signature|secret|authorization|cookie/i;
const QUIET_HEADER = /^(accept|accept-encoding|accept-language|connection|content-length|host|sec-fetch-mode|traceparent)$/;

export interface ToRecord {
  readonly direction: ShownExchange['direction'];
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** null: nobody answered. */
  readonly status: number | null;
  readonly answer?: string;
  readonly startedAt: Date;
}

/** What went over the wire between the vendors' fakes and the desk, newest last; signatures and secrets blotted out. */
export class Exchanges {
  private list: ShownExchange[] = [];
  private nextId = 1;
  /** Told of each. */
  changed: () => void = () => undefined;

  record({ direction, method, url, headers = {}, body = '', status, answer = '', startedAt }: ToRecord): void {
    const entry: ShownExchange = {
      id: this.nextId++,
      at: startedAt.toISOString(),
      ms: systemClock.now().getTime() - startedAt.getTime(),
      direction,
      method,
      url: url.replace(/\/bot[^/]+\//, '/bot•••/'),
      headers: shownHeaders(headers),
      body: shownBody(body, headers['content-type'] ?? ''),
      status,
      answer: answer.slice(0, TEXT_MAX),
    };
    this.list.push(entry);
    if (this.list.length > KEPT_MAX) this.list = this.list.slice(-KEPT_MAX);
    this.changed();
  }

  /** Newest first: those that name one of these. */
  naming(traces: readonly string[], max: number): readonly ShownExchange[] {
    const isNamed = ({ url, body, answer }: ShownExchange) => traces.some((t) => url.includes(t) || body.includes(t) || answer.includes(t));
    return this.list.filter(isNamed).slice(-max).toReversed();
  }
}

/** One log for the process: what is recorded lies at its edges, below everything else. */
export const exchanges = new Exchanges();

function shownHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const shown = Object.entries(headers).filter(([name]) => !QUIET_HEADER.test(name));
  return Object.fromEntries(shown.map(([name, value]) => [name, SECRET_HEADER.test(name) ? '•••' : value.slice(0, 300)]));
}

function shownBody(body: string | Buffer, contentType: string): string {
  const isText = contentType === '' || /json|urlencoded|xml|text\//.test(contentType);
  if (!isText) return `[${contentType.split(';')[0]}, ${body.length} bytes]${namesIn(body)}`;
  return body.toString('utf8').slice(0, TEXT_MAX);
}

/** The small text fields of a form with a file: whom it is for. */
function namesIn(body: string | Buffer): string {
  const fields = [...body.toString('latin1').matchAll(/name="(\w+)"\r\n\r\n([\x20-\x7e]{1,200})\r\n/g)];
  return fields.map(([, name, value]) => `\n${name}=${value}`).join('');
}
