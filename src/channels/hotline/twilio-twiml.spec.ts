import type { Inbox } from '../contract/index.js';
import { STANDARD, VOICES } from './twilio-greetings.js';
import { TwilioSettings } from './twilio-settings.js';
import { goodbyeTwiml, greetingTwiml } from './twilio-twiml.js';

const CALLER = '+6281200000001';

function inbox(over: Partial<TwilioSettings> = {}): Inbox<TwilioSettings> {
  const settings = Object.assign(new TwilioSettings(), over);
  return { id: '1', name: 'Hotline', language: 'en', settings, ingressUrl: 'https://desk.example.com/ingress/hotline/1' };
}

test('the greeting announces the recording, records once, and ends', () => {
  const { body, contentType } = greetingTwiml(inbox({ maxRecordingSeconds: 60 }), CALLER);
  expect(contentType).toBe('text/xml; charset=utf-8');
  expect(body).toMatch(/<Say language="en-US">[^<]+<\/Say><Say[^>]*>Your message will be recorded\.<\/Say><Say/);
  expect(body).toContain('action="https://desk.example.com/ingress/hotline/1/voice/recorded"');
  expect(body).toContain('maxLength="60"');
  expect(body).toMatch(/<Record [^>]*\/><Hangup\/><\/Response>$/);
});

test('the recording callback is told who called, because it does not say so itself', () => {
  expect(greetingTwiml(inbox(), CALLER).body).toContain('/voice/recording?From=%2B6281200000001"');
  expect(greetingTwiml(inbox(), 'sip:a&b@example.org').body).toContain('/voice/recording?From=sip%3Aa%26b%40example.org"');
});

test('without voicemail callers hear the greeting only', () => {
  const { body } = greetingTwiml(inbox({ voicemail: false }), CALLER);
  expect(body).not.toContain('<Record');
  expect(body).not.toContain('recorded');
  expect(body).toMatch(/<Hangup\/><\/Response>$/);
});

test('the announcement can be switched off where the law does not ask for it', () => {
  expect(greetingTwiml(inbox({ announceRecording: false }), CALLER).body).not.toContain('will be recorded');
});

test.each(VOICES)('%s is spoken in its own words', (voiceLanguage) => {
  const { body } = greetingTwiml(inbox({ voiceLanguage }), CALLER);
  expect(body).toContain(`<Say language="${voiceLanguage}">${STANDARD[voiceLanguage].greeting}</Say>`);
});

test('own words are escaped, and what XML cannot hold is left out', () => {
  const { body } = greetingTwiml(inbox({ greeting: 'A & B <\u0001\ud800>', voice: 'Google.id-ID-Wavenet-A' }), CALLER);
  expect(body).toMatch(/<Say (voice="Google\.id-ID-Wavenet-A"|language="en-US"| )+>A &amp; B &lt; \ufffd&gt;<\/Say>/);
});

test('the goodbye cannot start over', () => {
  const { body } = goodbyeTwiml(inbox());
  expect(body).toMatch(/<Say[^>]*>[^<]+<\/Say><Hangup\/><\/Response>$/);
});
