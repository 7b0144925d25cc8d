/** What two contacts may say differently about one person. */
export interface ContactFacts {
  readonly name: string;
  readonly language: string | null;
  readonly tier: string | null;
}

export type ContactField = keyof ContactFacts;
export const CONTACT_FIELDS: readonly ContactField[] = ['name', 'language', 'tier'];

/** How a field of the contact that stays was, and what it became by the merge. */
export interface Taken {
  readonly field: ContactField;
  readonly from: string | null;
  readonly to: string | null;
}

export interface Conflict {
  readonly field: ContactField;
  /** What the contact says that goes. */
  readonly theirs: string;
  /** What the contact says that stays. */
  readonly ours: string;
}

/** Where both say something, and not the same: a person decides, and without a word the one that stays is right. */
export function conflictsOf(going: ContactFacts, staying: ContactFacts): readonly Conflict[] {
  return CONTACT_FIELDS.flatMap((field) => {
    const [theirs, ours] = [going[field], staying[field]];
    return theirs === null || ours === null || theirs === ours ? [] : [{ field, theirs, ours }];
  });
}

/** What the contact that stays takes over: what it does not know itself, and the fields somebody chose. */
export function takenBy(staying: ContactFacts, going: ContactFacts, chosen: readonly ContactField[]): readonly Taken[] {
  return CONTACT_FIELDS.flatMap((field) => {
    const [from, to] = [staying[field], going[field]];
    return to === null || from === to || (from !== null && !chosen.includes(field)) ? [] : [{ field, from, to }];
  });
}

/** Undone: fields that nobody changed since are what they were before. */
export function givenBack(now: ContactFacts, taken: readonly Taken[]): ContactFacts {
  const back = taken.filter(({ field, to }) => now[field] === to).map(({ field, from }) => [field, from] as const);
  return { ...now, ...Object.fromEntries(back) };
}

export function withTaken(facts: ContactFacts, taken: readonly Taken[]): ContactFacts {
  return { ...facts, ...Object.fromEntries(taken.map(({ field, to }) => [field, to] as const)) };
}
