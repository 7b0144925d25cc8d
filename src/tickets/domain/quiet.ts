const DAY_MS = 86_400_000;

/** How an inbox ends what nobody speaks of any more. */
export interface QuietRules {
  readonly autoCloseDays: number | null;
  readonly autoCloseNoticeDays: number;
}

/** Since when a ticket is quiet, and when its customer was told that it will be closed. */
export interface Quiet {
  readonly statusCategory: string;
  readonly quietSince: Date | null;
  readonly closeNoticeAt: Date | null;
}

export interface QuietLimits {
  /** Quiet since then or longer: the customer is told (or the ticket is closed, where nobody is told). */
  readonly quietBefore: Date;
  /** Told then or earlier: it closes. */
  readonly noticedBefore: Date;
}

const ENDING: readonly string[] = ['pending', 'resolved'];

/** Null where nothing closes by itself. */
export function quietLimits({ autoCloseDays, autoCloseNoticeDays }: QuietRules, daysBefore: (days: number) => Date): QuietLimits | null {
  if (autoCloseDays === null) return null;
  return { quietBefore: daysBefore(autoCloseDays - autoCloseNoticeDays), noticedBefore: daysBefore(autoCloseNoticeDays) };
}

/** What silence makes of a ticket: first a notice, and when that is not answered either, the end. */
export function quietStep(quiet: Quiet, rules: QuietRules, now: Date): 'nothing' | 'notice' | 'close' {
  const { autoCloseDays, autoCloseNoticeDays } = rules;
  if (autoCloseDays === null || quiet.quietSince === null || !ENDING.includes(quiet.statusCategory)) return 'nothing';
  const quietDays = daysBetween(quiet.quietSince, now);
  if (autoCloseNoticeDays === 0) return quietDays >= autoCloseDays ? 'close' : 'nothing';
  if (quiet.closeNoticeAt === null) return quietDays >= autoCloseDays - autoCloseNoticeDays ? 'notice' : 'nothing';
  return daysBetween(quiet.closeNoticeAt, now) >= autoCloseNoticeDays ? 'close' : 'nothing';
}

const WORDS: Readonly<Record<string, string>> = {
  en: 'We have not heard from you for a while. If nothing is left to do, we close your request in {{days}} day(s). Simply answer this message to keep it open.',
  id: 'Kami belum menerima kabar dari Anda. Jika tidak ada lagi yang perlu dibantu, permintaan Anda kami tutup dalam {{days}} hari. Balas pesan ini agar tetap terbuka.',
  zh: '我们已有一段时间没有收到您的消息。如果没有其他需要，您的请求将在 {{days}} 天后关闭。如需继续，请直接回复本消息。',
};

/** The notice in the customer's language, else in its base language, else in the inbox's, else in English; the inbox's own words first. */
export function noticeText(
  given: Readonly<Record<string, string>>,
  languages: readonly (string | null)[],
  { autoCloseNoticeDays }: Pick<QuietRules, 'autoCloseNoticeDays'>,
): string {
  const wanted = languages.flatMap((tag) => (tag === null ? [] : [tag, tag.split('-')[0] ?? tag]));
  const own = wanted.find((tag) => given[tag] !== undefined) ?? '';
  const built = wanted.find((tag) => WORDS[tag] !== undefined) ?? 'en';
  return (given[own] ?? WORDS[built] ?? '').replaceAll('{{days}}', String(autoCloseNoticeDays));
}

function daysBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / DAY_MS;
}
