import { referenceOf } from '../../kernel/part-reference.js';
import { type HttpAnswer, HttpFailure } from '../../platform/http-client/index.js';
import { ChannelError, unforeseen } from './channel-error.js';
import type { Divisible, OutboundMessage, Sent } from './outbound-message.js';

/**
 * Cuts a text into parts of at most `max` UTF-16 units, at the last line break, sentence or space of a part where there
 * is one in its second half, and never inside a surrogate pair.
 */
export function splitText(text: string, max: number): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const at = boundary(rest, max);
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest === '' && parts.length > 0 ? parts : [...parts, rest];
}

function boundary(text: string, max: number): number {
  for (const mark of ['\n', '. ', '。', ' ']) {
    const at = text.lastIndexOf(mark, max - mark.length);
    if (at > max / 2) return at + mark.length;
  }
  const unit = text.charCodeAt(max - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? max - 1 : max;
}

/** Runs a call to a provider; what kept an answer from coming becomes a ChannelError. */
export async function answered(provider: string, call: () => Promise<HttpAnswer>): Promise<HttpAnswer> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof HttpFailure)
      throw new ChannelError(`${provider}.${error.code}`, error.message, {
        retry: error.code === 'http.refused-address' ? 'never' : 'later',
        sent: error.sent,
      });
    throw error;
  }
}

/** Seconds of a Retry-After header, or null. */
export function retryAfter(answer: HttpAnswer): number | null {
  const seconds = Number(answer.headers['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 86_400) : null;
}

/** A text as it is cut for a channel; none where there is nothing to read. */
export function textParts(text: string, max: number): readonly string[] {
  return text.trim() === '' ? [] : splitText(text, max);
}

/** How many parts a text and its files are, where a message holds one of either. */
export function countParts({ text, attachments }: Divisible, textMax: number): number {
  return textParts(text, textMax).length + attachments.length;
}

/**
 * Sends a message that goes out in several parts, one after the other, but for those that an earlier attempt has sent:
 * nobody reads the beginning twice, and the rest is not lost. The parts of a message are the same at every attempt.
 * @param parts each is given what names it in reports, for providers that pass something through
 * @throws ChannelError with the parts that the provider has
 */
export async function sendParts(
  provider: string,
  { id, sentParts }: Pick<OutboundMessage, 'id' | 'sentParts'>,
  parts: readonly ((reference: string) => Promise<string>)[],
): Promise<Sent> {
  const ids: (string | null)[] = parts.map((_, i) => sentParts[i] ?? null);
  for (const [i, part] of parts.entries()) {
    try {
      ids[i] ??= await part(referenceOf(id, i, parts.length));
    } catch (error) {
      throw parts.length > 1 ? ofPart(error, ids, i + 1) : error;
    }
  }
  const [first, ...others] = ids.filter((id) => id !== null);
  if (first === undefined) throw new ChannelError(`${provider}.empty`, 'There is nothing to send.', { retry: 'never' });
  return { externalIds: [first, ...others] };
}

/** @param number of the part, from 1 */
function ofPart(error: unknown, sentParts: OutboundMessage['sentParts'], number: number): ChannelError {
  const { code, message, retry, sent, retryAfterSeconds } = error instanceof ChannelError ? error : unforeseen('delivery.unexpected');
  return new ChannelError(code, `Part ${number} of ${sentParts.length}: ${message}`, { retry, sent, retryAfterSeconds, sentParts });
}

/** Does a URL lie at the vendor: at the configured API's origin, or at one of its hosts or below? */
export function liesAt(url: string, apiBaseUrl: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, origin } = new URL(url);
  return origin === new URL(apiBaseUrl).origin || hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}
