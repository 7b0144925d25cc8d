import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { Inbox, Reply } from '../contract/index.js';
import { type Sentences, STANDARD } from './twilio-greetings.js';
import type { TwilioSettings } from './twilio-settings.js';

/**
 * Greets the caller and records a message. `action` is always given: without it Twilio calls the same URL for ever.
 * @param caller `From` of the call. The recording callback does not repeat it, so it rides along in that URL, which
 * Twilio signs: https://www.twilio.com/docs/voice/twiml/record#attributes-recording-status-callback
 */
export function greetingTwiml(inbox: Inbox<TwilioSettings>, caller: string): Reply {
  const { settings, ingressUrl } = inbox;
  const response = new VoiceResponse();
  say(response, settings, 'greeting');
  if (settings.voicemail) {
    if (settings.announceRecording) say(response, settings, 'recordingNotice');
    say(response, settings, 'voicemailPrompt');
    response.record({
      action: `${ingressUrl}/voice/recorded`,
      method: 'POST',
      maxLength: settings.maxRecordingSeconds,
      timeout: 8,
      finishOnKey: '#',
      playBeep: true,
      trim: 'trim-silence',
      recordingStatusCallback: `${ingressUrl}/voice/recording?${new URLSearchParams({ From: caller })}`,
      recordingStatusCallbackMethod: 'POST',
      recordingStatusCallbackEvent: ['completed', 'absent'],
    });
  }
  // Reached when nothing was said: Record goes on to the next verb.
  response.hangup();
  return xml(response.toString());
}

export function goodbyeTwiml({ settings }: Inbox<TwilioSettings>): Reply {
  const response = new VoiceResponse();
  say(response, settings, 'goodbye');
  response.hangup();
  return xml(response.toString());
}

/** Anything but an empty document would be sent to the customer as a text message. */
export const emptyTwiml: Reply = xml('<?xml version="1.0" encoding="UTF-8"?><Response/>');

type SayAttributes = Parameters<VoiceResponse['say']>[0] & object;

function say(response: VoiceResponse, settings: TwilioSettings, sentence: keyof Sentences): void {
  const own = speakable(settings[sentence]).trim();
  // The settings class checked the voice's form; Twilio knows more voices than its types do.
  const voice = settings.voice === '' ? {} : { voice: settings.voice as NonNullable<SayAttributes['voice']> };
  response.say({ language: settings.voiceLanguage, ...voice }, own === '' ? STANDARD[settings.voiceLanguage][sentence] : own);
}

/** Without the characters that XML 1.0 §2.2 has no place for: the document builder throws on them, and the caller would hear an error. */
function speakable(text: string): string {
  return text.toWellFormed().replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, ' ');
}

function xml(body: string): Reply {
  return { status: 200, contentType: 'text/xml; charset=utf-8', body };
}
