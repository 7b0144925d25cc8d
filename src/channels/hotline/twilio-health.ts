import { ChannelError, type Health, type Inbox, type JsonObject, listOf, objectOf, textOf } from '../contract/index.js';
import type { TwilioApi } from './twilio-api.js';
import type { TwilioSettings } from './twilio-settings.js';

/** Whether the account is open, the number is its own, and calls and messages come to this inbox. Never throws. */
export async function twilioHealth(api: TwilioApi, inbox: Inbox<TwilioSettings>): Promise<Health> {
  try {
    const status = textOf((await api.account(inbox.settings))['status']);
    if (status !== 'active')
      return { ok: false, message: `The Twilio account is ${status ?? 'not usable'}; look into the Twilio console.` };
    const numbers = listOf((await api.numbers(inbox.settings))['incoming_phone_numbers']);
    // Twilio matches patterns, so that an answer may hold longer numbers too.
    const number = numbers.find((n) => n['phone_number'] === inbox.settings.phoneNumber);
    if (number === undefined)
      return { ok: false, message: `The number ${inbox.settings.phoneNumber ?? ''} does not belong to this Twilio account.` };
    return webhooksOf(number, inbox);
  } catch (error) {
    return { ok: false, message: error instanceof ChannelError ? error.message : 'Twilio could not be asked.' };
  }
}

/** A number that belongs to an application or a messaging service has its webhooks there, where they cannot be seen from here. */
function webhooksOf(number: JsonObject, { settings, ingressUrl }: Inbox<TwilioSettings>): Health {
  const name = settings.phoneNumber ?? '';
  const voiceUrl = `${ingressUrl}/voice`;
  const smsUrl = `${ingressUrl}/sms`;
  if (textOf(number['voice_application_sid']))
    return { ok: true, message: `${name} is connected. Its calls go to an application of yours, which must call ${voiceUrl}.` };
  if (textOf(number['voice_url']) !== voiceUrl)
    return {
      ok: false,
      message: `Calls do not arrive here: enter ${voiceUrl} at Twilio as the webhook of ${name} for a call that comes in.`,
    };
  const hasSms = objectOf(number['capabilities'])['sms'] !== false;
  if (hasSms && textOf(number['sms_url']) !== smsUrl)
    return {
      ok: true,
      message: `${name} is connected for calls. For text messages enter ${smsUrl} at Twilio, at the number or at its messaging service.`,
    };
  return { ok: true, message: `${name} is connected${hasSms ? '' : ' for calls; it cannot send text messages'}.` };
}
