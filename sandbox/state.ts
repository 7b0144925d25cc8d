import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';

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

/** Below what systems take for outgoing connections (Linux 32768, others 49152): until it is used nobody else is given it by chance. */
const PORTS = { from: 20_000, to: 32_000 };
const TRIES = 50;

export async function freePort(): Promise<number> {
  for (let tried = 0; tried < TRIES; tried++) {
    const port = PORTS.from + Math.floor(Math.random() * (PORTS.to - PORTS.from));
    if (await isFree(port)) return port;
  }
  throw new Error(`none of ${TRIES} ports between ${PORTS.from} and ${PORTS.to} is free`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
