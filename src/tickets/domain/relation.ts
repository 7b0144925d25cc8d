/** What a ticket is to another one: a `child` is a part of its `parent`. */
export type RelationKind = 'related' | 'duplicate' | 'parent' | 'child';
export const RELATION_KINDS: readonly RelationKind[] = ['related', 'duplicate', 'parent', 'child'];

/** What the other ticket is to this one. */
export function inverseOf(kind: RelationKind): RelationKind {
  switch (kind) {
    case 'parent':
      return 'child';
    case 'child':
      return 'parent';
    case 'related':
    case 'duplicate':
      return kind;
  }
}
