import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { Inbox, Reply } from '../contract/index.js';
import type { TwilioSettings } from './twilio-settings.js';

/** Greets the caller and records a message. `action` is always given: without it Twilio calls the same URL for ever. */
export function greetingTwiml({ settings, ingressUrl }: Inbox<TwilioSettings>): Reply {
  const response = new VoiceResponse();
  response.say({ language: settings.voiceLanguage }, settings.greeting);
  if (settings.voicemail) {
    response.record({
      action: `${ingressUrl}/voice/recorded`,
      method: 'POST',
      maxLength: settings.maxVoicemailSeconds,
      timeout: 8,
      finishOnKey: '#',
      playBeep: true,
      trim: 'trim-silence',
      recordingStatusCallback: `${ingressUrl}/voice/recording`,
      recordingStatusCallbackMethod: 'POST',
      recordingStatusCallbackEvent: ['completed'],
    });
  }
  // Reached when nothing was said: Record goes on to the next verb.
  response.hangup();
  return xml(response.toString());
}

export function goodbyeTwiml({ settings }: Inbox<TwilioSettings>): Reply {
  const response = new VoiceResponse();
  response.say({ language: settings.voiceLanguage }, settings.goodbye);
  response.hangup();
  return xml(response.toString());
}

/** Anything but an empty document would be sent to the customer as a text message. */
export const emptyTwiml: Reply = xml('<?xml version="1.0" encoding="UTF-8"?><Response/>');

function xml(body: string): Reply {
  return { status: 200, contentType: 'text/xml; charset=utf-8', body };
}
