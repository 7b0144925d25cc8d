const SIGNS = 4;

interface Nameless {
  readonly kind: string;
  readonly value: string;
  /** As the channel said: the value is an id that nobody reads. */
  readonly isOpaque?: boolean;
}

/** What to call somebody who told no name: the number or address, or `Visitor 6UPz` where there is only an id. */
export function nameless({ kind, value, isOpaque = false }: Nameless): string {
  if (!isOpaque) return value;
  const signs = value.replaceAll(/[^\dA-Za-z]/g, '').slice(-SIGNS);
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${signs}`.trim();
}
