/** What the desk itself speaks to agents. */
export const DESK_LANGUAGES = ['en', 'id', 'zh'] as const;
export type DeskLanguage = (typeof DESK_LANGUAGES)[number];

/** The language of the desk that somebody likes best; English when there is none. @param accepted an `accept-language` header (RFC 9110, 12.5.4) */
export function deskLanguage(accepted: string | undefined): DeskLanguage {
  const liked = (accepted ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find((q) => q !== undefined);
      return { language: DESK_LANGUAGES.find((one) => one === tag.split('-', 1)[0]), quality: Number(quality ?? 1) };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality);
  return liked.find(({ language }) => language !== undefined)?.language ?? 'en';
}
