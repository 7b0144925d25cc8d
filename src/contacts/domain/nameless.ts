/** Their values are ids that nobody reads: of a browser, of a person at one page of a network. */
const kindsOfIds = new Set(['visitor', 'messenger', 'telegram', 'whatsapp']);
const SIGNS = 4;

/** What to call somebody who told no name: the number or address, or `Visitor 6UPz` where there is only an id. */
export function nameless({ kind, value }: { readonly kind: string; readonly value: string }): string {
  if (!kindsOfIds.has(kind)) return value;
  const signs = value.replaceAll(/[^\dA-Za-z]/g, '').slice(-SIGNS);
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${signs}`.trim();
}
