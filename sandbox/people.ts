/** A made-up person of the page /sandbox, reachable on every channel. The same index is the same person at every start. */
export interface Person {
  readonly index: number;
  readonly name: string;
  readonly language: 'id' | 'zh' | 'en';
  /** E.164; calls, text messages and WhatsApp. */
  readonly phone: string;
  readonly email: string;
  readonly messengerId: string;
  readonly telegramId: string;
}

export type Device = 'sms' | 'whatsapp' | 'messenger' | 'telegram' | 'email';

export const PEOPLE_MAX = 10_000;

/** Family names after first names; written in Latin letters where the name itself is not. */
const NAMES = {
  id: [
    ['Rina', 'Agus', 'Dewi', 'Bayu', 'Putri', 'Hendra', 'Maya'],
    ['Hartono', 'Wijaya', 'Kusuma', 'Pratama', 'Lestari'],
  ],
  zh: [
    ['小雨|xiaoyu', '嘉怡|jiayi', '志强|zhiqiang', '美玲|meiling', '建国|jianguo', '思远|siyuan', '丽华|lihua'],
    ['王|wang', '李|li', '陈|chen', '林|lin', '黄|huang'],
  ],
  en: [
    ['Olivia', 'Marcus', 'Hannah', 'Daniel', 'Grace', 'Samuel', 'Nora'],
    ['Bennett', 'Fletcher', 'Okafor', 'Sinclair', 'Reyes'],
  ],
} as const;

const LANGUAGES = ['id', 'zh', 'en'] as const;

export function personOf(index: number): Person {
  const language = LANGUAGES[index % LANGUAGES.length] ?? 'en';
  const turn = Math.floor(index / LANGUAGES.length);
  const [firsts, lasts] = NAMES[language];
  const [first, firstLatin] = spelled(firsts[turn % firsts.length] ?? '');
  const [last, lastLatin] = spelled(lasts[turn % lasts.length] ?? '');
  const digits = String(index).padStart(4, '0');
  return {
    index,
    name: language === 'zh' ? `${last}${first}` : `${first} ${last}`,
    language,
    phone: `+628129000${digits}`,
    email: `${firstLatin}.${lastLatin}${index}@mail.example.net`.toLowerCase(),
    messengerId: `71000000${digits}`,
    telegramId: `91000${digits}`,
  };
}

/** As the vendor of the device names this person. */
export function addressOn(device: Device, person: Person): string {
  switch (device) {
    case 'sms':
      return person.phone;
    case 'whatsapp':
      return person.phone.slice(1);
    case 'messenger':
      return person.messengerId;
    case 'telegram':
      return person.telegramId;
    case 'email':
      return person.email;
  }
}

const ADDRESS = /^(?:\+?628129000|71000000|91000)(\d{4})$|^[a-z]+\.[a-z]+(\d{1,4})@mail\.example\.net$/;

/** Who lives at this address; null for anybody who is not played by hand. */
export function personAt(address: string): number | null {
  const match = ADDRESS.exec(address.toLowerCase());
  return match === null ? null : Number(match[1] ?? match[2]);
}

/** Anything by which this person is named in a request, whichever way it is encoded. */
export function tracesOf(person: Person): readonly string[] {
  return [person.phone.slice(1), person.messengerId, person.telegramId, person.email.replace('@', '%40'), person.email];
}

function spelled(name: string): readonly [string, string] {
  const [own = '', latin = own] = name.split('|');
  return [own, latin];
}
