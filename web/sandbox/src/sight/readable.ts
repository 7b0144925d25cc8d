/** JSON indented, forms one field a line; anything else as it is. */
export function readable(text: string): string {
  if (/^\s*[[{]/.test(text)) return indented(text);
  if (/^[\w.]+=[^\s<]*(&[\w.]+=[^\s<]*)+$/.test(text))
    return [...new URLSearchParams(text)].map(([name, value]) => `${name}: ${value}`).join('\n');
  return text;
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
