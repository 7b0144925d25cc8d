/** Runs tasks one after the other, in the order they came. */
export class OneAtATime {
  private last: Promise<unknown> = Promise.resolve();

  /** @throws what `task` throws; the next one runs all the same */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.last.then(task);
    this.last = result.catch(() => undefined); // whoever asked for it hears of it
    return result;
  }
}
