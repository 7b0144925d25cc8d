/** About so many messages make a slice. */
export const SLICE_DOCUMENTS = 4_096;

/**
 * Messages lie in slices of time of about equal size, so that a search can take the newest first: it asks the index for the
 * words within one slice, then within more of them, and stops when it has enough. A word that stands in half of all messages
 * costs no more than one slice's worth of them.
 */
export interface Slice {
  readonly id: number;
  /** Begins here; null: with the first message ever. */
  readonly since: Date | null;
  readonly documents: number;
  readonly earliest: Date;
  readonly latest: Date;
}

/** The slices as they change while messages are placed, oldest first. */
export class Slices {
  private readonly slices: Slice[];
  private readonly touched = new Set<number>();

  constructor(slices: readonly Slice[]) {
    this.slices = slices.toSorted((a, b) => startOf(a) - startOf(b));
  }

  /**
   * New messages fill the newest slice, and older ones that come to light (an import, a new index built from the newest
   * backwards) the oldest; a full one is closed on that side. In between a slice just grows.
   * @returns the slice of the message said at this instant
   */
  place(at: Date): number {
    const index = this.slices.findLastIndex((slice) => startOf(slice) <= at.getTime());
    const slice = this.slices[index];
    if (slice === undefined) return this.put(0, { id: 1, since: null, documents: 1, earliest: at, latest: at });
    const fresh = { id: Math.max(...this.slices.map(({ id }) => id)) + 1, documents: 1, earliest: at, latest: at };
    const isFull = slice.documents >= SLICE_DOCUMENTS;
    if (isFull && index === this.slices.length - 1 && at > slice.latest) return this.put(index + 1, { ...fresh, since: at });
    if (isFull && index === 0 && at < slice.earliest) {
      this.replace(0, { ...slice, since: slice.earliest });
      return this.put(0, { ...fresh, since: null });
    }
    return this.replace(index, {
      ...slice,
      documents: slice.documents + 1,
      earliest: at < slice.earliest ? at : slice.earliest,
      latest: at > slice.latest ? at : slice.latest,
    });
  }

  changed(): readonly Slice[] {
    return this.slices.filter(({ id }) => this.touched.has(id));
  }

  private put(index: number, slice: Slice): number {
    this.slices.splice(index, 0, slice);
    this.touched.add(slice.id);
    return slice.id;
  }

  private replace(index: number, slice: Slice): number {
    this.slices[index] = slice;
    this.touched.add(slice.id);
    return slice.id;
  }
}

export function startOf({ since }: Pick<Slice, 'since'>): number {
  return since?.getTime() ?? Number.NEGATIVE_INFINITY;
}
