import { type BackendModule, createInstance } from 'i18next';
import { initReactI18next, setI18n } from 'react-i18next';

export const LANGUAGES = { en: 'English', id: 'Bahasa Indonesia', zh: '中文' } as const;
export type Language = keyof typeof LANGUAGES;

const KEPT = 'parley.language';
const i18next = createInstance();

/** Files `…/locales/<language>.json` of each area, as import.meta.glob gives them: loaded when the area is first shown. */
export type LocaleFiles = Readonly<Record<string, () => Promise<unknown>>>;

/** @param files keys end in `<area>/locales/<language>.json`; the area is the i18n namespace */
export async function startLanguages(files: LocaleFiles, first: readonly string[]): Promise<void> {
  const backend: BackendModule = {
    type: 'backend',
    init: () => undefined,
    read: (language, area, done) => {
      const load = Object.entries(files).find(([path]) => path.endsWith(`/${area}/locales/${language}.json`))?.[1];
      if (load === undefined) return done(new Error(`no texts for ${area} in ${language}`), false);
      load().then(
        (texts) => done(null, (texts as { readonly default: object }).default as never),
        (error: unknown) => done(error as Error, false),
      );
    },
  };
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      fallbackLng: 'en',
      supportedLngs: Object.keys(LANGUAGES),
      ns: [...first],
      defaultNS: first[0] ?? 'shell',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
  // `useTranslation` copies all own properties of what it finds, for each component that comes on the screen: a heir has none.
  setI18n(Object.create(i18next) as typeof i18next);
  document.documentElement.lang = i18next.language;
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
    localStorage.setItem(KEPT, language);
  });
}

export function currentLanguage(): Language {
  return isLanguage(i18next.language) ? i18next.language : 'en';
}

const CLOSE: Readonly<Record<Language, string>> = { en: 'Close', id: 'Tutup', zh: '关闭' };

/** For the button that closes a notice: notices stand outside of every area, and of its words. */
export function closeLabel(): string {
  return CLOSE[currentLanguage()];
}

export function chooseLanguage(language: Language): Promise<unknown> {
  return i18next.changeLanguage(language);
}

function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept !== null && isLanguage(kept)) return kept;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(LANGUAGES, tag);
}
