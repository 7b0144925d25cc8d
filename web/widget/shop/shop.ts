import { type Language, WORDS } from './words';

interface Widget {
  open(): void;
  configure(settings: Readonly<Record<string, string>>): void;
}

const wanted = new URLSearchParams(location.search);
const english = new Map<Element, string>();
const select = document.querySelector<HTMLSelectElement>('#language');
const themeButton = document.querySelector('#theme');
const script = document.querySelector<HTMLScriptElement>('#parley-script');
let theme = wanted.get('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
let language = languageFrom([wanted.get('lang'), ...navigator.languages]);

for (const element of document.querySelectorAll('[data-say]')) english.set(element, element.textContent ?? '');
select?.addEventListener('change', () => {
  language = languageFrom([select.value]);
  apply();
});
themeButton?.addEventListener('click', () => {
  theme = theme === 'dark' ? 'light' : 'dark';
  apply();
});
document.querySelector('#help')?.addEventListener('click', () => widget()?.open());
script?.addEventListener('load', () => apply());
apply();

function apply(): void {
  const { documentElement } = document;
  documentElement.lang = language;
  documentElement.dataset['theme'] = theme;
  if (select) select.value = language;
  const words = language === 'en' ? {} : WORDS[language];
  for (const [element, text] of english) element.textContent = words[element.getAttribute('data-say') ?? ''] ?? text;
  widget()?.configure({ language, theme });
}

/** Once its script is there, which may be sooner or later than this one. */
function widget(): Widget | undefined {
  return (window as unknown as { readonly Parley?: Widget }).Parley;
}

function languageFrom(names: readonly (string | null)[]): Language {
  const found = names.map((name) => (name ?? '').slice(0, 2)).find((name) => name === 'en' || name in WORDS);
  return (found as Language | undefined) ?? 'en';
}
