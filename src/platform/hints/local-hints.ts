/** The subscriptions of this process. */
export class LocalHints {
  private readonly listeners = new Map<string, Set<() => void>>();

  subscribe(topic: string, onHint: () => void): () => void {
    const set = this.listeners.get(topic) ?? new Set();
    set.add(onHint);
    this.listeners.set(topic, set);
    return () => {
      set.delete(onHint);
      if (set.size === 0 && this.listeners.get(topic) === set) this.listeners.delete(topic);
    };
  }

  tell(topic: string): void {
    for (const onHint of this.listeners.get(topic) ?? []) onHint();
  }

  tellAll(): void {
    for (const topic of this.listeners.keys()) this.tell(topic);
  }
}
