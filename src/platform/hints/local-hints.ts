import type { TopicListener } from './hint-bus.js';

/** The subscriptions of this process. */
export class LocalHints {
  private readonly listeners = new Map<string, Set<() => void>>();
  private readonly everything = new Set<TopicListener>();

  constructor(private readonly onFault: (error: unknown) => void) {}

  subscribe(topic: string, onHint: () => void): () => void {
    const set = this.listeners.get(topic) ?? new Set();
    set.add(onHint);
    this.listeners.set(topic, set);
    return () => {
      set.delete(onHint);
      if (set.size === 0 && this.listeners.get(topic) === set) this.listeners.delete(topic);
    };
  }

  subscribeAll(listener: TopicListener): () => void {
    this.everything.add(listener);
    return () => this.everything.delete(listener);
  }

  tell(topic: string): void {
    for (const onHint of this.listeners.get(topic) ?? []) this.guarded(onHint);
    for (const listener of this.everything) this.guarded(() => listener.onTopic(topic));
  }

  tellAll(): void {
    for (const set of this.listeners.values()) for (const onHint of set) this.guarded(onHint);
    for (const listener of this.everything) this.guarded(() => listener.onGap());
  }

  /** What is told of has been committed: a hearer that fails must neither make it look undone nor keep the others from it. */
  private guarded(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.onFault(error);
    }
  }
}
