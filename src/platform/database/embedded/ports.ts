import { createServer } from 'node:net';

/** Below what systems take for outgoing connections (Linux 32768, others 49152): until it is used nobody else is given it by chance. */
const PORTS = { from: 20_000, to: 32_000 };
const TRIES = 50;

/** Could a server listen there now? */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** Any port of the loopback that nobody uses. @throws Error when none is found */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < TRIES; tried++) {
    const port = PORTS.from + Math.floor(Math.random() * (PORTS.to - PORTS.from));
    if (await isFree(port)) return port;
  }
  throw new Error(`none of ${TRIES} ports between ${PORTS.from} and ${PORTS.to} is free`);
}
