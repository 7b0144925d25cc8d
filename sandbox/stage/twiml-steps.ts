import type { Verb } from '../fakes/twilio-twiml.js';
import type { CallLine, CallWait } from './shown.js';

type Sound = Omit<CallLine, 'id'>;

/** What the caller hears of this verb, in its order. */
export function soundsOf(verb: Verb): readonly Sound[] {
  const { name, text, attributes } = verb;
  switch (name) {
    case 'Say':
      return [{ kind: 'say', text, language: attributes['language'] ?? 'en-US' }];
    case 'Play':
      return [{ kind: 'play', text: text.trim() === '' ? (attributes['digits'] ?? '') : text.trim(), language: '' }];
    case 'Gather':
      return verb.inner.flatMap(soundsOf);
    case 'Record':
      return attributes['playBeep'] === 'false' ? [] : [{ kind: 'beep', text: '', language: '' }];
    default:
      return [];
  }
}

/** What it asks of the caller, or for whom they wait; null where the call just goes on. */
export function waitOf({ name, attributes, text, inner }: Verb): CallWait | null {
  switch (name) {
    case 'Gather':
      return gatherOf(attributes);
    case 'Record':
      return {
        kind: 'record',
        maxSeconds: numberOf(attributes['maxLength']) ?? 3600,
        finishOnKey: attributes['finishOnKey'] ?? '1234567890*#',
      };
    case 'Enqueue':
      return { kind: 'queue', name: text.trim() === '' ? (attributes['workflowSid'] ?? '') : text.trim() };
    case 'Dial':
      return { kind: 'dial', name: [text, ...inner.map((target) => target.text)].join(' ').trim() };
    default:
      return null;
  }
}

function gatherOf(attributes: Verb['attributes']): CallWait {
  const input = (attributes['input'] ?? 'dtmf').split(/\s+/);
  return {
    kind: 'gather',
    digits: input.includes('dtmf'),
    speech: input.includes('speech'),
    numDigits: numberOf(attributes['numDigits']),
    finishOnKey: attributes['finishOnKey'] ?? '#',
  };
}

function numberOf(value: string | undefined): number | null {
  return value === undefined || !/^\d+$/.test(value) ? null : Number(value);
}
