import { seeded } from '../random.js';

/** What a day is made of. Same seed, same day. */
export interface DayPlan {
  readonly seed: number;
  readonly customers: number;
  /** Of the desk's time. */
  readonly hours: number;
  /** How many times faster than real the desk's time runs. */
  readonly speed: number;
}

export interface Visit {
  readonly index: number;
  readonly provider: string;
  readonly text: string;
  /** Minutes of the desk's time after the day's beginning. */
  readonly atMinute: number;
  /** Writes once more after the first answer. */
  readonly returns: boolean;
}

export const SKILLS = ['Refunds', 'Fraud', 'Apps'] as const;
export type Skill = (typeof SKILLS)[number];

export interface Worker {
  readonly name: string;
  readonly team: 'Front desk' | 'Money' | 'Safety';
  readonly languages: readonly string[];
  readonly capacity: number;
  readonly skills: readonly { readonly name: Skill; readonly level: number }[];
  readonly shift: { readonly fromMinute: number; readonly toMinute: number };
}

const PROVIDERS: readonly { readonly provider: string; readonly weight: number }[] = [
  { provider: 'chat/widget', weight: 30 },
  { provider: 'social/whatsapp', weight: 20 },
  { provider: 'email/imap', weight: 20 },
  { provider: 'social/telegram', weight: 10 },
  { provider: 'social/messenger', weight: 10 },
  { provider: 'hotline/twilio', weight: 10 },
];

const WORDS: readonly string[] = [
  'My payment failed but the money is gone',
  'Uang saya belum masuk ke saldo sejak kemarin',
  '退款到哪里了？订单已经取消三天',
  'I want a refund for an order that never arrived',
  'Saya lupa kata sandi dan tidak bisa masuk',
  'Somebody stole my phone, please lock the account',
  'The app closes by itself after the update',
  '我的账户被盗了，请马上冻结',
  'Kode OTP tidak pernah sampai',
  'You should offer a dark theme',
];

const TEAMS = ['Front desk', 'Front desk', 'Money', 'Safety'] as const;
const SKILL_OF: Readonly<Record<Worker['team'], Skill>> = { 'Front desk': 'Apps', Money: 'Refunds', Safety: 'Fraud' };
const LANGUAGES = [
  ['en', 'id'],
  ['en', 'zh'],
  ['en', 'id', 'zh'],
] as const;

export function visitsOf({ seed, customers, hours }: DayPlan): readonly Visit[] {
  const random = seeded(seed);
  const last = hours * 60 * 0.85;
  return Array.from({ length: customers }, (_, index) => ({
    index,
    provider: weighted(random()),
    text: `${WORDS[Math.floor(random() * WORDS.length)]} (${index})`,
    // Two peaks: sums of two even draws gather in the middle of each half.
    atMinute: (last / 2) * (random() < 0.6 ? 0 : 1) + ((random() + random()) / 4) * last,
    returns: random() < 0.35,
  })).toSorted((a, b) => a.atMinute - b.atMinute);
}

/** Twelve agents in three overlapping shifts. */
export function workersOf({ hours }: DayPlan): readonly Worker[] {
  const end = hours * 60;
  const shifts = [
    { fromMinute: 0, toMinute: end * 0.6 },
    { fromMinute: end * 0.2, toMinute: end * 0.8 },
    { fromMinute: end * 0.4, toMinute: end },
  ];
  return Array.from({ length: 12 }, (_, n) => {
    const team = TEAMS[n % TEAMS.length] ?? 'Front desk';
    return {
      name: `Agent ${String(n + 1).padStart(2, '0')}`,
      team,
      languages: LANGUAGES[n % LANGUAGES.length] ?? ['en'],
      capacity: 4 + (n % 3) * 2,
      // In one thing good, in another a beginner: what overflows to another team finds somebody there.
      skills: SKILLS.map((name) => ({ name, level: name === SKILL_OF[team] ? 3 + (n % 3) : 1 + (n % 3) })),
      shift: shifts[n % shifts.length] ?? { fromMinute: 0, toMinute: end },
    };
  });
}

/** Minutes of work until an answer is written, by channel. */
export function handlingMinutes(channel: string, random: number): number {
  const usual: Readonly<Record<string, number>> = { chat: 3, social: 4, email: 7, hotline: 6 };
  return (usual[channel] ?? 5) * (0.4 + 1.4 * random);
}

function weighted(random: number): string {
  let left = random * PROVIDERS.reduce((sum, p) => sum + p.weight, 0);
  for (const { provider, weight } of PROVIDERS) {
    left -= weight;
    if (left < 0) return provider;
  }
  return 'chat/widget';
}
