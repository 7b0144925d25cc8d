/** By which an item tells that it got through. */
export interface Bait {
  /** A script: the binding that the watch lays into every page and frame. No double quotes, no spaces. */
  readonly run: string;
  /** Nobody but an item ever asks this host for anything. */
  readonly url: string;
}

export interface Hostile {
  /** `<area>/<trick>`: what the bait tells when it is taken. */
  readonly name: string;
  readonly value: string;
}

export const CANARY_HOST = 'canary.example';

/** Items of one area; each gets a bait that names it. */
export function hostile(area: string, tricks: Readonly<Record<string, (bait: Bait) => string>>): readonly Hostile[] {
  return Object.entries(tricks).map(([trick, make]) => {
    const name = `${area}/${trick}`;
    return { name, value: make({ run: `__ran('${name}')`, url: `https://${CANARY_HOST}/${name}` }) };
  });
}
