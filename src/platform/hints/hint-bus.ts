/** Something of some ticket changed: its state, or what is said in it. */
export const TICKETS_TOPIC = 'tickets';

/** Topics on which something may have changed. A hint carries no data: who hears it looks into the database. */
export interface HintBus {
  publish(topics: readonly string[]): void;
  /** @returns a function that ends the subscription */
  subscribe(topic: string, onHint: () => void): () => void;
  /** Hears of every topic. @returns a function that ends the subscription */
  subscribeAll(listener: TopicListener): () => void;
}

export interface TopicListener {
  onTopic(topic: string): void;
  /** Hints of other processes may have been missed: look at everything. */
  onGap(): void;
}
