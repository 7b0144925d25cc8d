/** Which events somebody asks for right now. An event nobody asks for costs nothing. */
export class Interest {
  private readonly bySubscriber = new Map<string, ReadonlySet<string>>();

  set(subscriber: string, names: ReadonlySet<string>): void {
    this.bySubscriber.set(subscriber, names);
  }

  wants(subscriber: string, name: string): boolean {
    return this.bySubscriber.get(subscriber)?.has(name) ?? false;
  }
}
