export const TICKETS = 4;

/** What should be where, told without any database: a message belongs to a thread or, as a note, to a ticket; tickets lead to tickets. */
export class Model {
  readonly parents: (number | null)[] = Array.from({ length: TICKETS }, () => null);
  readonly owners = new Map<string, number>();
  readonly heardAt: number[] = Array.from({ length: TICKETS }, (_, i) => i);
  private time = TICKETS;

  root(i: number): number {
    const parent = this.parents[i] ?? null;
    return parent === null ? i : this.root(parent);
  }

  hear(i: number, text: string): void {
    this.heardAt[i] = this.time++;
    this.owners.set(text, i);
  }

  /** A reply goes to whoever was heard last in the ticket, in their thread. */
  reply(i: number, text: string): void {
    const threads = this.parents.map((_, k) => k).filter((k) => this.root(k) === i);
    const last = threads.reduce((a, b) => ((this.heardAt[a] ?? 0) > (this.heardAt[b] ?? 0) ? a : b));
    this.owners.set(text, last);
  }

  textsIn(i: number): readonly string[] {
    return [...this.owners].filter(([, owner]) => this.root(owner) === i).map(([text]) => text);
  }

  mayMerge(i: number, j: number): boolean {
    return i !== j && this.parents[i] === null && this.parents[j] === null;
  }

  mayUnmerge(i: number): boolean {
    const parent = this.parents[i] ?? null;
    return parent !== null && this.parents[parent] === null;
  }
}
