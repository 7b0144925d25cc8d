/** What happens next: events in order of their instants, those of one instant in the order they were added. */
export class TimeLine<Event> {
  private readonly heap: { readonly at: number; readonly seq: number; readonly event: Event }[] = [];
  private seq = 0;

  add(at: number, event: Event): void {
    const { heap } = this;
    heap.push({ at, seq: this.seq++, event });
    for (let i = heap.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (!this.swapped(parent, i)) return;
      i = parent;
    }
  }

  next(): { readonly at: number; readonly event: Event } | null {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined) return null;
    if (heap.length > 0) {
      heap[0] = last;
      this.sink();
    }
    return first;
  }

  private sink(): void {
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2];
      const child = this.isEarlier(right, left) ? right : left;
      if (!this.swapped(i, child)) return;
      i = child;
    }
  }

  private swapped(above: number, below: number): boolean {
    if (!this.isEarlier(below, above)) return false;
    const [a, b] = [this.heap[above], this.heap[below]];
    if (a === undefined || b === undefined) return false;
    this.heap[above] = b;
    this.heap[below] = a;
    return true;
  }

  private isEarlier(i: number, j: number): boolean {
    const [a, b] = [this.heap[i], this.heap[j]];
    if (a === undefined) return false;
    return b === undefined || a.at < b.at || (a.at === b.at && a.seq < b.seq);
  }
}
