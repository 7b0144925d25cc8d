/** Two letters of a Latin name; the last sign of a Chinese one. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = ''] = words;
  if (/\p{Script=Han}/u.test(first)) return Array.from(name.trim()).at(-1) ?? '';
  const letters = words.length > 1 ? [first, words.at(-1) ?? ''] : [first];
  return letters.map((word) => Array.from(word)[0]?.toLocaleUpperCase() ?? '').join('');
}
