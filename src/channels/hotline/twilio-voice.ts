import { instantFromText } from '../../kernel/clock.js';
import { type CallReported, type CallStatus, contentKey, ignore, quarantine, type RawRequest } from '../contract/index.js';
import { callerOf } from './twilio-caller.js';
import { countOf, type Form, sidOf, valueOf } from './twilio-form.js';
import type { Reading } from './twilio-reading.js';

/** What a report says of the call, and how late in the call's life that is. */
const STATUSES: ReadonlyMap<string, { readonly status: CallStatus; readonly rank: number }> = new Map([
  ['queued', { status: 'ringing', rank: 10 }],
  ['initiated', { status: 'ringing', rank: 10 }],
  ['ringing', { status: 'ringing', rank: 10 }],
  ['in-progress', { status: 'in-progress', rank: 20 }],
  ['completed', { status: 'completed', rank: 30 }],
  ['busy', { status: 'busy', rank: 30 }],
  ['no-answer', { status: 'no-answer', rank: 30 }],
  ['canceled', { status: 'canceled', rank: 30 }],
  ['failed', { status: 'failed', rank: 30 }],
]);

/** The call itself and its status callbacks, which arrive in any order: each alone is enough to know the call. */
export function readCall(request: RawRequest, form: Form): Reading {
  const call = callOf(request, form);
  if (call === null) return { key: contentKey(request), outcome: quarantine('twilio.no-call', 'A voice webhook names no call.') };
  if (valueOf(form, 'Direction')?.startsWith('outbound'))
    return { key: call.key, outcome: ignore('twilio.outbound-call', 'A call that no customer made.') };
  return { key: call.key, outcome: call };
}

/** `<Record>` has ended: the caller's message, unless nothing was said. */
export function readRecorded(request: RawRequest, form: Form): Reading {
  const read = readCall(request, form);
  const recordingId = sidOf(form, 'RecordingSid');
  if (!('type' in read.outcome) || read.outcome.type !== 'call' || recordingId === null) return read;
  const voicemail = voicemailOf(form, recordingId);
  if (voicemail === null) return read;
  const key = recordingKey(request, recordingId);
  return { key, outcome: { ...read.outcome, key, voicemail } };
}

/**
 * The recording callback tells of the same recording as the record action; either may come first, or alone. It names
 * neither the caller nor the state of the call: the caller comes from the URL that our own TwiML gave.
 */
export function readRecording(request: RawRequest, form: Form): Reading {
  const recordingId = sidOf(form, 'RecordingSid');
  const status = valueOf(form, 'RecordingStatus') ?? 'completed';
  const key = recordingId === null ? contentKey(request) : `${recordingKey(request, recordingId)}:${status}`;
  if (status === 'failed')
    return { key, outcome: quarantine('twilio.recording-failed', 'A caller left a message, but Twilio could not keep it.') };
  if (status !== 'completed') return { key, outcome: ignore('twilio.no-recording', 'There is nothing to hear (yet).') };
  const voicemail = recordingId === null ? null : voicemailOf(form, recordingId);
  if (voicemail === null) return { key, outcome: quarantine('twilio.no-recording', 'A recording webhook names no recording.') };
  const from = valueOf(form, 'From') ?? request.query['From'] ?? null;
  // Without a caller the call would be filed under a stranger's name if this report came first.
  if (from === null) return { key, outcome: quarantine('twilio.no-caller', 'A recording webhook does not say who called.') };
  const call = callOf(request, { ...form, From: from });
  if (call === null) return { key, outcome: quarantine('twilio.no-call', 'A recording webhook names no call.') };
  return { key, outcome: { ...call, key, rank: 0, status: null, voicemail } };
}

function callOf(request: RawRequest, form: Form): CallReported | null {
  const sid = sidOf(form, 'CallSid');
  if (sid === null) return null;
  const said = valueOf(form, 'CallStatus') ?? 'unknown';
  const known = STATUSES.get(said);
  const sequence = countOf(form, 'SequenceNumber') ?? 0;
  const { sender, conversation } = callerOf(valueOf(form, 'From') ?? '', sid, valueOf(form, 'CallerName'));
  return {
    type: 'call',
    key: `call:${sid}:${said}:${sequence}:${request.path}`,
    at: instantFromText(valueOf(form, 'Timestamp') ?? '') ?? request.receivedAt,
    externalId: sid,
    conversation,
    from: sender,
    // Within one status the later of two callbacks wins.
    rank: known === undefined ? 0 : known.rank + Math.min(sequence, 9),
    status: known?.status ?? null,
    // CallDuration is in seconds; Duration beside it is in minutes.
    durationSeconds: countOf(form, 'CallDuration'),
    voicemail: null,
  };
}

function voicemailOf(form: Form, recordingId: string): CallReported['voicemail'] {
  const url = valueOf(form, 'RecordingUrl');
  if (url === null) return null;
  return {
    recordingId,
    durationSeconds: countOf(form, 'RecordingDuration'),
    attachment: {
      filename: `voicemail-${recordingId}.mp3`,
      contentType: 'audio/mpeg',
      // Without an ending Twilio serves a WAV file ten times the size.
      media: { url: `${url}.mp3`, recordingSid: recordingId },
    },
  };
}

function recordingKey(request: RawRequest, recordingId: string): string {
  return `recording:${recordingId}:${request.path}`;
}
