import { InTurn } from './in-turn.js';

const tick = () => new Promise((resolve) => setImmediate(resolve));

function stage() {
  const turns = new InTurn();
  const done: string[] = [];
  const open = new Map<string, () => void>();
  const begin = (name: string, ...keys: string[]) =>
    turns.run(keys, async () => {
      await new Promise<void>((resolve) => open.set(name, resolve));
      done.push(name);
    });
  const end = async (name: string) => {
    open.get(name)?.();
    await tick();
  };
  return { turns, done, open, begin, end };
}

test('what shares a key waits, what shares none does not', async () => {
  const { done, open, begin, end } = stage();
  void begin('first', 'a', 'b');
  void begin('second', 'b', 'c');
  void begin('third', 'c');
  void begin('other', 'd');
  void begin('free');
  expect([...open.keys()]).toEqual(['first', 'other', 'free']);
  await end('other');
  await end('first');
  expect([...open.keys()].at(-1)).toBe('second');
  await end('second');
  await end('third');
  expect(done).toEqual(['other', 'first', 'second', 'third']);
});

test('one that fails holds up nobody, and nothing is kept of what has ended', async () => {
  const { turns, begin, end, done } = stage();
  await expect(turns.run(['a'], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  void begin('next', 'a');
  await tick();
  await end('next');
  expect(done).toEqual(['next']);
  expect((turns as unknown as { readonly last: Map<string, unknown> }).last.size).toBe(0);
});
