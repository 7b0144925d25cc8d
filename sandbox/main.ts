import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningSandbox, runSandbox } from './sandbox.js';
import { SandboxState } from './state.js';

/** The fakes as a process beside the desk; ends when the desk does (its IPC channel closes). */
const [dataDir = '.data'] = process.argv.slice(2);
const sandbox = await runSandbox(new SandboxState(join(dataDir, 'sandbox-state.json'))).catch(
  (error: { readonly code?: string; readonly port?: number }) => {
    if (error.code !== 'EADDRINUSE') throw error;
    process.send?.({ port: error.port }, () => process.exit(1));
    return null;
  },
);
if (sandbox !== null) announce(sandbox);

function announce({ httpUrl, providers }: RunningSandbox): void {
  const inboxes = [...providers.values()].map(({ channel, provider, inbox }) => ({ channel, provider, ...inbox }));
  writeFileSync(join(dataDir, 'sandbox.json'), JSON.stringify({ origins: [httpUrl], inboxes }, null, 2), { mode: 0o600 });
  process.on('disconnect', () => process.exit(0));
  // Ctrl-C reaches the whole process group; the desk decides when it is over.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
  process.send?.('ready');
}
