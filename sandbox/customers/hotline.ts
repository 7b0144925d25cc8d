import { TwilioFake } from '../fakes/twilio.js';
import { API_VERSION, twilioSid } from '../fakes/twilio-resources.js';
import { type Fields, isTaken } from '../fakes/twilio-signed.js';
import type { Customer, InboxTarget, SandboxProvider, Utterance } from '../provider.js';
import { nameOf } from './deliver.js';
import { phoneCall, phoneNumberOf } from './hotline-call.js';

export { type CallOptions, phoneCall } from './hotline-call.js';

const NUMBER = '+6221500000';

/** One number at Twilio. Customers of even index write text messages, the others phone and leave a message. */
export const hotline: SandboxProvider = {
  channel: 'hotline',
  provider: 'twilio',
  start: async (context) => {
    const accountSid = `AC${Buffer.from(context.secret('twilio-account')).toString('hex').slice(0, 32)}`;
    const authToken = context.secret('twilio-token');
    const baseUrl = `${context.httpUrl}/twilio`;
    const fake = new TwilioFake({ sid: accountSid, token: authToken, number: NUMBER, baseUrl });
    context.serve(fake);
    return {
      inbox: {
        name: 'Hotline',
        language: 'en',
        settings: { phoneNumber: NUMBER, accountSid, authToken, apiBaseUrl: baseUrl },
      },
      customer: (target, index) => {
        const { voice = '', voiceStatus = '', sms: texts = '' } = target.webhookUrls;
        fake.webhooks = { voice, voiceStatus, sms: texts };
        return index % 2 === 0 ? sms(target, index) : phoneCall(target, index);
      },
      replies: () => fake.ledger.entries(),
      stop: async () => fake.stop(),
    };
  },
};

/** Somebody who sends text messages, with a picture when `media` is asked for. */
export function sms(target: InboxTarget, index: number): Customer {
  const address = phoneNumberOf(index);
  return {
    displayName: nameOf(index),
    address,
    say: (text, options): Utterance => {
      const fields = fieldsOf(target, { address, text, media: options?.media === true });
      return { text, deliver: () => isTaken(target.webhookUrls['sms'] ?? '', String(target.settings['authToken']), fields) };
    },
  };
}

function fieldsOf({ settings }: InboxTarget, said: { readonly address: string; readonly text: string; readonly media: boolean }): Fields {
  const sid = twilioSid(said.media ? 'MM' : 'SM');
  const accountSid = String(settings['accountSid']);
  const mediaUrl = `${String(settings['apiBaseUrl'])}/${API_VERSION}/Accounts/${accountSid}/Messages/${sid}/Media/${twilioSid('ME')}`;
  return {
    AccountSid: accountSid,
    ApiVersion: API_VERSION,
    Body: said.text,
    From: said.address,
    FromCity: '',
    FromCountry: 'ID',
    MessageSid: sid,
    NumMedia: said.media ? '1' : '0',
    NumSegments: '1',
    SmsMessageSid: sid,
    SmsSid: sid,
    SmsStatus: 'received',
    To: String(settings['phoneNumber']),
    ...(said.media ? { MediaUrl0: mediaUrl, MediaContentType0: 'image/png' } : {}),
  };
}
