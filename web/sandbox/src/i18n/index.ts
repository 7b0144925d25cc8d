import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { id } from './id.ts';
import { zh } from './zh.ts';

export const LANGUAGES = [
  { value: 'id', label: 'Bahasa Indonesia' },
  { value: 'zh', label: '中文' },
  { value: 'en', label: 'English' },
] as const;

const i18next = createInstance();
const KEPT = 'parley.language';

export async function openWords(): Promise<void> {
  const browser = navigator.language.slice(0, 2);
  const wished = localStorage.getItem(KEPT) ?? browser;
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
    document.title = `Parley · ${i18next.t('title')}`;
  });
  await i18next.use(initReactI18next).init({
    lng: LANGUAGES.some(({ value }) => value === wished) ? wished : 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en }, id: { translation: id }, zh: { translation: zh } },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
}

export async function speakLanguage(language: string): Promise<void> {
  localStorage.setItem(KEPT, language);
  await i18next.changeLanguage(language);
}
