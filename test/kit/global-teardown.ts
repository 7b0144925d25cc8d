import type { Embedded } from '../../src/platform/database/embedded/index.js';

export default async function globalTeardown(): Promise<void> {
  await (globalThis as { parleyTestServer?: Embedded }).parleyTestServer?.stop();
}
