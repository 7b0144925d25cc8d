import { type InboxId, newId, type ReceiptId } from '../../kernel/id.js';
import type { Statements } from '../../platform/database/statements.js';
import { AcceptedTogether } from './accepted-together.js';
import type { NewReceipt } from './new-receipt.js';

function receipt(dedupeKey: string): NewReceipt {
  const request = { method: 'POST', path: '', query: {}, headers: {}, body: Buffer.from('x'), bodyKey: null, bytes: 1 };
  return { id: newId<ReceiptId>(), inboxId: newId<InboxId>(), dedupeKey, receivedAt: new Date(0), turns: [], ...request };
}

/** Answers as the table would; refuses whatever holds a receipt of key "bad". */
function table() {
  const keys = new Set<string>();
  const sizes: number[] = [];
  const rows = async (_text: string, values: readonly unknown[]) => {
    await new Promise((resolve) => setImmediate(resolve));
    const given = Array.from({ length: (values.length - 1) / 11 }, (_, i) => values.slice(i * 11, i * 11 + 3) as string[]);
    sizes.push(given.length);
    if (given.some(([, , key]) => key === 'bad')) throw new Error('refused');
    return given.flatMap(([id, , key = '']) => (keys.has(key) ? [] : (keys.add(key), [{ id }])));
  };
  return { sizes, together: new AcceptedTogether({ rows } as unknown as Statements) };
}

test('what comes while others are being written goes together, and each hears its own answer', async () => {
  const { together, sizes } = table();
  const answers = await Promise.all(['a', 'b', 'c', 'a', 'd', 'c'].map((key) => together.accept(receipt(key))));
  expect(answers).toEqual([true, true, true, false, true, false]);
  expect(sizes).toEqual([1, 1, 4]);
});

test('one that the database refuses takes nobody with it', async () => {
  const { together } = table();
  const answers = await Promise.allSettled(['a', 'b', 'c', 'bad', 'd'].map((key) => together.accept(receipt(key))));
  expect(answers.map((a) => a.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
});
