import type { TopicListener } from './hint-bus.js';

/** The subscriptions of this process. */
export class LocalHints {
  private readonly listeners = new Map<string, Set<() => void>>();
  private readonly everything = new Set<TopicListener>();

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
    for (const onHint of this.listeners.get(topic) ?? []) onHint();
    for (const listener of this.everything) listener.onTopic(topic);
  }

  tellAll(): void {
    for (const set of this.listeners.values()) for (const onHint of set) onHint();
    for (const listener of this.everything) listener.onGap();
  }
}
