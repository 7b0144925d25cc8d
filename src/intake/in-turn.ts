/** Runs tasks that share a key one after the other, in the order they came; all others side by side. */
export class InTurn {
  /** The last task of each key, until it has ended. Never rejects. */
  private readonly last = new Map<string, Promise<void>>();

  /** @throws what `task` throws; the next one runs all the same */
  run<T>(keys: readonly string[], task: () => Promise<T>): Promise<T> {
    const before = keys.flatMap((key) => this.last.get(key) ?? []);
    const result = before.length === 0 ? task() : Promise.all(before).then(task);
    const ended: Promise<void> = result.then(
      () => this.forget(keys, ended),
      () => this.forget(keys, ended), // whoever asked for it hears of it
    );
    for (const key of keys) this.last.set(key, ended);
    return result;
  }

  private forget(keys: readonly string[], ended: Promise<void>): void {
    for (const key of keys) if (this.last.get(key) === ended) this.last.delete(key);
  }
}
