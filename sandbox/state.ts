import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { freePort } from '../src/platform/database/embedded/ports.js';

interface Kept {
  readonly secrets: Record<string, string>;
  readonly ports: Record<string, number>;
}

/** Secrets and ports of the fakes, the same at every start: the demo inboxes in the database hold them. */
export class SandboxState {
  private readonly kept: Kept;

  constructor(private readonly path: string) {
    this.kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Kept) : { secrets: {}, ports: {} };
  }

  secret(name: string): string {
    this.kept.secrets[name] ??= randomBytes(24)
      .toString('base64url')
      .replaceAll(/[^A-Za-z0-9]/g, 'x');
    this.save();
    return this.kept.secrets[name];
  }

  async port(name: string): Promise<number> {
    const known = this.kept.ports[name];
    if (known !== undefined) return known;
    const port = await freePort();
    this.kept.ports[name] = port;
    this.save();
    return port;
  }

  private save(): void {
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(this.path, JSON.stringify(this.kept, null, 2), { mode: 0o600 });
  }
}
