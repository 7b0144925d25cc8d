import { type Language, languageOf } from './words';

export interface WidgetSettings {
  /** Who answers, in the customer's eyes; null: the inbox's own name. */
  readonly name: string | null;
  readonly language: Language;
  /** Of the button and the customer's own words: any CSS colour. */
  readonly colour: string | null;
  readonly position: 'left' | 'right';
  readonly theme: 'auto' | 'light' | 'dark';
}

/** From the script tag's data-* attributes, and from `Parley.configure`. What is not understood is left as it was. */
export function settingsFrom(given: Readonly<Record<string, string | undefined>>, before: WidgetSettings | null = null): WidgetSettings {
  const { language, position, theme } = given;
  const colour = given['colour'] ?? given['color'];
  return {
    name: given['name'] ?? before?.name ?? null,
    language:
      language === undefined && before !== null
        ? before.language
        : languageOf([language, document.documentElement.lang, ...navigator.languages]),
    colour: colour !== undefined && CSS.supports('color', colour) ? colour : (before?.colour ?? null),
    position: position === 'left' || position === 'right' ? position : (before?.position ?? 'right'),
    theme: theme === 'auto' || theme === 'light' || theme === 'dark' ? theme : (before?.theme ?? 'auto'),
  };
}

/** Sets the colours on the widget's host. A page may also set --parley-colour and --parley-on-colour by its own style. */
export function dress(host: HTMLElement, { colour, position, theme, language }: WidgetSettings): void {
  host.dataset['position'] = position;
  host.dataset['theme'] = theme;
  host.lang = language;
  if (colour !== null) host.style.setProperty('--parley-colour', colour);
  const shown = getComputedStyle(host).getPropertyValue('--parley-colour').trim();
  if (shown === '' || getComputedStyle(host).getPropertyValue('--parley-on-colour').trim() !== '') return;
  host.style.setProperty('--parley-on', isLight(shown) ? '#111827' : '#ffffff');
}

/** Would white words on it be too faint to read (WCAG 2.2, 1.4.3)? */
function isLight(colour: string): boolean {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return false;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (luminance + 0.05) < 4.5;
}
