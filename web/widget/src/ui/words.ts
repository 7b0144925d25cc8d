/** Everything the widget says, in one language. */
export interface Words {
  readonly locale: string;
  readonly open: string;
  readonly close: string;
  readonly unread: (count: number) => string;
  readonly dialog: (name: string) => string;
  readonly hello: string;
  readonly howCanWeHelp: string;
  readonly topics: readonly string[];
  readonly neverAsk: string;
  readonly usual: (minutes: number) => string;
  readonly weReply: string;
  readonly answerBy: (time: string) => string;
  readonly ahead: (count: number) => string;
  readonly next: string;
  readonly placeholder: string;
  readonly send: string;
  readonly attach: string;
  readonly remove: (name: string) => string;
  readonly dropHere: string;
  readonly left: (count: number) => string;
  readonly tooLong: (count: number) => string;
  readonly typing: (name: string) => string;
  readonly agent: string;
  readonly you: string;
  readonly says: (name: string, text: string) => string;
  readonly sentFile: string;
  readonly states: Readonly<Record<'waiting' | 'sent' | 'delivered' | 'seen' | 'failed', string>>;
  readonly retry: string;
  readonly discard: string;
  readonly today: string;
  readonly yesterday: string;
  readonly newMessages: string;
  readonly earlier: string;
  readonly toLatest: string;
  readonly picture: (name: string) => string;
  readonly download: string;
  readonly offline: string;
  readonly connecting: string;
  readonly refused: Readonly<Record<string, string>>;
  readonly faults: Readonly<Record<string, string>>;
}

export type Language = 'en' | 'id' | 'zh';
const LANGUAGES: readonly Language[] = ['en', 'id', 'zh'];

/** The first of these that we speak; `in` is how old browsers call Indonesian. */
export function languageOf(wanted: readonly (string | null | undefined)[]): Language {
  for (const one of wanted) {
    const short = (one ?? '').toLowerCase().split(/[-_]/)[0] ?? '';
    const found = LANGUAGES.find((language) => language === (short === 'in' ? 'id' : short));
    if (found !== undefined) return found;
  }
  return 'en';
}

/** A waiting time as people say it: rounded up, never more exact than it is. */
export function span(
  minutes: number,
  [minute, hour, day]: readonly [(n: number) => string, (n: number) => string, (n: number) => string],
): string {
  if (minutes <= 5) return minute(Math.max(1, Math.ceil(minutes)));
  if (minutes < 55) return minute(Math.ceil(minutes / 5) * 5);
  const hours = Math.ceil(minutes / 60);
  return hours < 24 ? hour(hours) : day(Math.ceil(hours / 24));
}
