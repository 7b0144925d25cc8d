import * as fc from 'fast-check';
import { indexed } from './document.js';
import { runsOf, tokensOf } from './tokenise.js';

const lexemes = (text: string) => [...tokensOf(text)].map(({ lexeme, position }) => `${lexeme}@${position}`);

test.each([
  ['Refund belum masuk!', ['refund@1', 'belum@2', 'masuk@3']],
  ['Ｒéfund ÜBER', ['refund@1', 'uber@2']],
  ['退款进度', ['退@1', '退款@1', '款@2', '款进@2', '进@3', '进度@3', '度@4']],
  ['退款Refund退', ['退@1', '退款@1', '款@2', 'refund@3', '退@4']],
  ['budi@example.com +62 812', ['budi@1', 'example@2', 'com@3', '62@4', '812@5']],
  ["o'clock’s", ['o@1', 'clock@2', 's@3']],
  ['𠮷野家', ['𠮷@1', '𠮷野@1', '野@2', '野家@2', '家@3']],
  ['… — 👍', []],
])('%s', (text, expected) => {
  expect(lexemes(text)).toEqual(expected);
});

test('whatever was written becomes lexemes of letters, marks and digits only, within the limits of PostgreSQL', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      for (const { lexeme, position } of tokensOf(text)) {
        expect(lexeme).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
        expect(lexeme.length).toBeLessThanOrEqual(64);
        expect(position).toBeLessThanOrEqual(16_383);
      }
    }),
  );
});

test('runs say where in the text they stand', () => {
  const text = 'a 退款, b';
  expect([...runsOf(text)].map((run) => text.slice(run.start, run.start + run.text.length))).toEqual(['a', '退款', 'b']);
});

test('a document weighs where a word stands, and no phrase reaches from one part into the next', () => {
  const { tsv } = indexed({ subjects: ['1001', 'Refund'], people: ['Ayu'], fields: ['INV-7'], text: 'refund' });
  expect(tsv).toBe("'1001':1A 'refund':12A,46 'ayu':23B 'inv':34C '7':35C");
});

test('a very long text ends, and a word that is repeated for ever is counted so often', () => {
  const { tsv } = indexed({ subjects: [], people: [], fields: [], text: 'x '.repeat(100_000) });
  expect(tsv.length).toBeLessThan(400);
});
