import type { LookupFunction } from 'node:net';
import { Agent, FormData, request } from 'undici';
import { guardedLookup, isPublicAddress, literalAddress } from './ssrf-guard.js';

export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** URLSearchParams are sent as a form, FormData as multipart; strings and buffers as they are. */
  readonly body?: string | Buffer | URLSearchParams | FormData;
  /** From the first byte sent to the last one received; default 15 s. */
  readonly timeoutMs?: number;
  /** A longer answer is refused; default 1 MiB. */
  readonly maxBytes?: number;
  /** GET only: hosts a redirect may lead to, besides the first host. Credentials are dropped on the way. Default: none is followed. */
  readonly redirectHosts?: readonly string[];
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** No usable answer came. `sent: 'maybe'` when the request may have reached the other side. */
export class HttpFailure extends Error {
  constructor(
    readonly code: 'http.refused-address' | 'http.unreachable' | 'http.timeout' | 'http.cut' | 'http.too-large' | 'http.bad-redirect',
    message: string,
    readonly sent: 'no' | 'maybe',
  ) {
    super(message);
    this.name = 'HttpFailure';
  }
}

const REDIRECTS_MAX = 3;
/** Errors that arise before a byte of the request was written. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/**
 * The only way out over HTTP. Resolves a name once, refuses addresses that are not public (unless the origin is one
 * the operator allowed), connects to exactly that address, and bounds time and size. Errors never carry the URL,
 * because some providers put tokens into it.
 */
export class HttpClient {
  private readonly guarded: Agent;
  private readonly open: Agent;

  /** @param privateOrigins origins such as `http://127.0.0.1:4010` that may lie on a private network. */
  constructor(private readonly privateOrigins: () => readonly string[] = () => []) {
    const options = { connections: 64, pipelining: 1, keepAliveTimeout: 10_000 };
    this.guarded = new Agent({ ...options, connect: { timeout: 5_000, lookup: guardedLookup as LookupFunction } });
    this.open = new Agent({ ...options, connect: { timeout: 5_000 } });
  }

  /** @throws HttpFailure when no complete answer came; any status is an answer. */
  async call(call: HttpCall): Promise<HttpAnswer> {
    const signal = AbortSignal.timeout(call.timeoutMs ?? 15_000);
    let current = call;
    for (let hop = 0; ; hop++) {
      const answer = await this.once(current, signal);
      const location = answer.headers['location'];
      if (call.redirectHosts === undefined || call.method !== 'GET' || answer.status < 300 || answer.status > 399 || !location)
        return answer;
      current = redirected(current, location, hop, call.redirectHosts);
    }
  }

  /** The operator allowed this origin although it may lie on a private network. */
  isAllowedPrivately(url: string): boolean {
    return this.privateOrigins().includes(new URL(url).origin);
  }

  async close(): Promise<void> {
    await Promise.all([this.guarded.close(), this.open.close()]);
  }

  private async once(call: HttpCall, signal: AbortSignal): Promise<HttpAnswer> {
    const dispatcher = this.dispatcherFor(call.url);
    const isForm = call.body instanceof URLSearchParams;
    try {
      const answer = await request(call.url, {
        method: call.method,
        headers: { 'user-agent': 'Parley/1', ...(isForm ? { 'content-type': 'application/x-www-form-urlencoded' } : {}), ...call.headers },
        body: isForm ? String(call.body) : ((call.body as string | Buffer | FormData | undefined) ?? null),
        dispatcher,
        signal,
      });
      const body = await readBounded(answer.body, call.maxBytes ?? 1024 * 1024);
      return { status: answer.statusCode, headers: flatten(answer.headers), body };
    } catch (error) {
      throw asFailure(error);
    }
  }

  private dispatcherFor(url: string): Agent {
    const target = new URL(url);
    if (target.protocol !== 'https:' && target.protocol !== 'http:') {
      throw new HttpFailure('http.refused-address', `Only http and https can be called, not ${target.protocol}`, 'no');
    }
    if (this.isAllowedPrivately(url)) return this.open;
    const literal = literalAddress(target.hostname);
    if (literal !== null && !isPublicAddress(literal)) {
      throw new HttpFailure('http.refused-address', 'The address is not a public one.', 'no');
    }
    return this.guarded;
  }
}

function redirected(from: HttpCall, location: string, hop: number, hosts: readonly string[]): HttpCall {
  const next = new URL(location, from.url);
  const first = new URL(from.url);
  const allowed = next.host === first.host || hosts.some((h) => next.hostname === h || next.hostname.endsWith(`.${h}`));
  if (!allowed || hop >= REDIRECTS_MAX) throw new HttpFailure('http.bad-redirect', 'Redirected to a host that is not on the list.', 'no');
  const { authorization: _dropped, ...kept } = from.headers ?? {};
  return { ...from, url: next.href, headers: next.origin === first.origin ? (from.headers ?? {}) : kept };
}

async function readBounded(stream: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new HttpFailure('http.too-large', `The answer is larger than ${maxBytes} bytes.`, 'maybe');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}

function asFailure(error: unknown): HttpFailure {
  if (error instanceof HttpFailure) return error;
  const { name, code, cause } = error as { name?: string; code?: string; cause?: { code?: string } };
  const reason = code ?? cause?.code ?? name ?? 'unknown';
  if (reason === 'ESSRF') return new HttpFailure('http.refused-address', 'The name leads to an address that is not public.', 'no');
  if (BEFORE_SENDING.has(reason)) return new HttpFailure('http.unreachable', `Could not connect (${reason}).`, 'no');
  if (name === 'TimeoutError' || reason === 'TimeoutError' || reason.endsWith('_TIMEOUT')) {
    return new HttpFailure('http.timeout', 'No answer in time.', 'maybe');
  }
  return new HttpFailure('http.cut', `The connection broke (${reason}).`, 'maybe');
}
