/** A signing secret and how long it is used; null: until it is replaced. */
export interface SigningSecret {
  readonly secret: string;
  readonly until: string | null;
}

/** Those that sign at this instant, newest first: two while a rotation lasts. */
export function inForce(secrets: readonly SigningSecret[], now: Date): readonly string[] {
  return secrets.filter(({ until }) => until === null || Date.parse(until) > now.getTime()).map(({ secret }) => secret);
}

/** The new one signs at once, the one before it until `overlapEnds`; older ones are dropped. */
export function rotated(secrets: readonly SigningSecret[], secret: string, overlapEnds: Date): readonly SigningSecret[] {
  const [newest] = secrets;
  const before = newest === undefined ? [] : [{ ...newest, until: overlapEnds.toISOString() }];
  return [{ secret, until: null }, ...before];
}
