/** Codes that pass by themselves: https://www.twilio.com/docs/api/errors */
export const PASSING = new Set(['20429', '14107', '21611', '30001', '30017', '30022', '30023']);

const TEXTS: Readonly<Record<string, string>> = {
  '20003': 'Twilio does not accept the account SID or auth token; check the inbox.',
  '21211': 'This is not a phone number that can receive messages.',
  '21408': 'Messages to this country are switched off in the Twilio account.',
  '21606': 'The inbox number cannot send messages.',
  '21610': 'The customer has opted out (STOP); Twilio sends nothing until they write START.',
  '21612': 'There is no route to this number.',
  '21614': 'This number cannot receive text messages.',
  '30003': 'The phone cannot be reached just now.',
  '30004': 'The customer or the carrier blocked the message.',
  '30005': 'The number does not exist any more.',
  '30006': 'This is a landline or a carrier that takes no text messages.',
  '30007': 'The carrier filtered the message out.',
  '30008': 'The carrier did not deliver it and did not say why.',
};

export function errorText(code: string | null): string {
  if (code === null) return 'The carrier did not deliver it.';
  return TEXTS[code] ?? `Twilio reports error ${code}.`;
}
