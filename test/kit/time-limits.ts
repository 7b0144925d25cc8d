import { bind } from 'jest-each';

type Fn = () => unknown;
type Register = (name: string, fn: Fn, ms?: number) => void;
type Hook = (fn: Fn, ms?: number) => void;

/** What does not end by itself within so many milliseconds has failed. */
const LIMIT_MS = 60_000;

/** The runner knows no time limits (it runs files in bare Node.js, without a sandbox for each): a test that hangs would hold up all others. */
const { test: plain, beforeAll: before, afterAll: after, beforeEach: beforeOne, afterEach: afterOne } = globalThis;
const limited = (register: unknown) => {
  const one: Register = (name, fn, ms = LIMIT_MS) => (register as Register)(name, within(ms, fn));
  return Object.assign(one, { each: bind(one as never) });
};
const hook =
  (register: unknown): Hook =>
  (fn, ms = LIMIT_MS) =>
    (register as Hook)(within(ms, fn));

Object.assign(globalThis, {
  test: Object.assign(limited(plain), { only: limited(plain.only), skip: plain.skip, todo: plain.todo }),
  beforeAll: hook(before),
  afterAll: hook(after),
  beforeEach: hook(beforeOne),
  afterEach: hook(afterOne),
});

function within(ms: number, fn: Fn): Fn {
  return async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not done after ${ms} ms`)), ms);
    });
    try {
      return await Promise.race([fn(), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}
