import { lineOf, type Sender, startOf } from '../contract/index.js';

/**
 * What Twilio and some carriers send for a withheld number: the word typed on a phone's keypad, as if it were a number
 * (ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE).
 */
const PLACEHOLDERS: ReadonlySet<string> = new Set(['+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253']);
const WORDS = /^(anonymous|restricted|blocked|unknown|unavailable|private|withheld)$/i;

export interface Caller {
  readonly sender: Sender;
  readonly conversation: string;
}

/**
 * Who calls. A caller id proves nothing, so nobody is verified; two callers without a number are two strangers, so their
 * identity and conversation are those of the one call. `sip:` and `client:` callers have no number to answer either.
 */
export function callerOf(from: string, callSid: string, callerName: string | null): Caller {
  if (isNumber(from)) {
    const displayName = lineOf(callerName);
    return { sender: { kind: 'phone', scope: '', value: from, displayName, verified: false }, conversation: from };
  }
  const shown = lineOf(callerName ?? from) ?? '';
  const isNamed = shown !== '' && !WORDS.test(shown) && !PLACEHOLDERS.has(shown);
  const displayName = isNamed ? startOf(shown, 200) : 'Anonymous caller';
  return {
    sender: { kind: 'anonymous', scope: callSid, value: callSid, displayName, verified: false },
    conversation: `call:${callSid}`,
  };
}

/** An E.164 number that somebody can be reached by. */
export function isNumber(value: string): boolean {
  return /^\+[1-9]\d{5,14}$/.test(value) && !PLACEHOLDERS.has(value);
}
