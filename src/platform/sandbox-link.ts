import { Injectable, type OnModuleDestroy } from '@nestjs/common';

const PATIENCE_MS = 25_000;

export interface SandboxAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

/** The way to the fakes of the vendors that run beside this desk for a demo; a process of this machine, on loopback. */
@Injectable()
export class SandboxLink implements OnModuleDestroy {
  private readonly over = new AbortController();

  /** @param origin null: no sandbox runs */
  constructor(private readonly origin: () => string | null) {}

  get isOn(): boolean {
    return this.origin() !== null;
  }

  /** null: there is none, or it does not answer. */
  async ask(verb: 'stage' | 'act' | 'file', order: object): Promise<SandboxAnswer | null> {
    const origin = this.origin();
    if (origin === null) return null;
    const signal = AbortSignal.any([this.over.signal, AbortSignal.timeout(PATIENCE_MS)]);
    try {
      const response = await fetch(`${origin}/control/${verb}`, { method: 'POST', body: JSON.stringify(order), signal });
      const body = Buffer.from(await response.arrayBuffer());
      return { status: response.status, contentType: response.headers.get('content-type') ?? '', body };
    } catch {
      return null;
    }
  }

  onModuleDestroy(): void {
    this.over.abort();
  }
}
