import { TwilioFake } from '../fakes/twilio.js';
import { API_VERSION, twilioSid } from '../fakes/twilio-resources.js';
import { type Fields, isTaken } from '../fakes/twilio-signed.js';
import type { Customer, InboxTarget, Persona, SandboxProvider, SentFile, Utterance } from '../provider.js';
import { LiveCall } from '../stage/live-call.js';
import { forgery, nameOf } from './deliver.js';
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
      ledger: fake.ledger,
      failNext: (status) => void (fake.failNext = status),
      call: (target, { address }, changed) => new LiveCall({ target, from: address, changed, keep: fake.keepRecording.bind(fake) }),
      customer: (target, index, persona) => {
        const { voice = '', voiceStatus = '', sms: texts = '' } = target.webhookUrls;
        fake.webhooks = { voice, voiceStatus, sms: texts };
        if (persona !== undefined) return texter(target, persona, fake);
        return index % 2 === 0 ? sms(target, index) : phoneCall(target, index);
      },
      replies: () => fake.ledger.entries(),
      stop: async () => fake.stop(),
    };
  },
};

/** Somebody who sends text messages, with a picture when `media` is asked for. */
export function sms(target: InboxTarget, index: number): Customer {
  return texter(target, { name: nameOf(index), address: phoneNumberOf(index) }, null);
}

function texter(target: InboxTarget, { name, address }: Persona, fake: TwilioFake | null): Customer {
  return {
    displayName: name,
    address,
    say: (text, options): Utterance => {
      const file = options?.files?.[0];
      const picture = twilioSid('ME');
      if (file !== undefined) fake?.keepPicture(picture, file);
      const media = file ?? (options?.media ? { contentType: 'image/png' } : null);
      const fields = fieldsOf(target, { address, text, picture, media });
      const token = String(target.settings['authToken']);
      return {
        text,
        deliver: (how) => isTaken(target.webhookUrls['sms'] ?? '', how?.forged ? forgery(token) : token, fields),
      };
    },
  };
}

interface SmsSaid {
  readonly address: string;
  readonly text: string;
  readonly picture: string;
  readonly media: Pick<SentFile, 'contentType'> | null;
}

function fieldsOf({ settings }: InboxTarget, said: SmsSaid): Fields {
  const sid = twilioSid(said.media ? 'MM' : 'SM');
  const accountSid = String(settings['accountSid']);
  const mediaUrl = `${String(settings['apiBaseUrl'])}/${API_VERSION}/Accounts/${accountSid}/Messages/${sid}/Media/${said.picture}`;
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
    ...(said.media ? { MediaUrl0: mediaUrl, MediaContentType0: said.media.contentType } : {}),
  };
}
