import type { Wire } from './wire';

/** Links to files, which are good for a minute: asked for together, and only when they are used. */
export class Links {
  private wanted = new Map<string, ((url: string | null) => void)[]>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly wire: Wire,
    private readonly deskUrl: string,
  ) {}

  get(fileId: string): Promise<string | null> {
    return new Promise((resolve) => {
      this.wanted.set(fileId, [...(this.wanted.get(fileId) ?? []), resolve]);
      this.timer ??= setTimeout(() => void this.ask(), 20);
    });
  }

  private async ask(): Promise<void> {
    const { wanted } = this;
    this.wanted = new Map();
    this.timer = undefined;
    const { links } = await this.wire.ask('links', { fileIds: [...wanted.keys()].slice(0, 50) });
    for (const [fileId, resolves] of wanted) {
      const path = (links as Readonly<Record<string, string>> | undefined)?.[fileId];
      for (const resolve of resolves) resolve(path === undefined ? null : new URL(path, this.deskUrl).href);
    }
  }
}
