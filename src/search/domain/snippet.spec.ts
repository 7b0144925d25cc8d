import * as fc from 'fast-check';
import { clausesOf } from './clauses.js';
import { parseQuery } from './query.js';
import { snippetOf } from './snippet.js';

const marked = (text: string, q: string) => {
  const { text: shown, ranges } = snippetOf(text, clausesOf(parseQuery(q)).marks);
  return ranges.toReversed().reduce((out, [start, end]) => `${out.slice(0, start)}[${out.slice(start, end)}]${out.slice(end)}`, shown);
};

test.each([
  ['My Refund is not there', 'refund there ', 'My [Refund] is not [there]'],
  ['Refunds and refunding', 'refun', '[Refunds] and [refunding]'],
  ['请问退款进度怎么样', '退款', '请问[退款]进度怎么样'],
  ['请问退款进度怎么样', '退款进度', '请问[退款进度]怎么样'],
  ['Réfund <b>refund</b>', 'refund ', '[Réfund] <b>[refund]</b>'],
  ['line\nbreak', 'break', 'line [break]'],
  ['nothing here', 'refund', 'nothing here'],
])('%s ? %s', (text, q, expected) => {
  expect(marked(text, q)).toBe(expected);
});

test('a long text is cut around what was found, at a word', () => {
  const { text, ranges } = snippetOf(`${'kata '.repeat(500)}refund ${'lagi '.repeat(500)}`, clausesOf(parseQuery('refund ')).marks);
  expect(text.length).toBeLessThanOrEqual(180);
  expect(text.startsWith('kata ')).toBe(true);
  expect(ranges.map(([start, end]) => text.slice(start, end))).toEqual(['refund']);
});

test('ranges lie within the text, in order, and no character is cut in two', () => {
  const piece = fc.oneof(fc.constantFrom('退', '款', '𠮷', '👍', 'refund', ' ', '\n', 'x'), fc.string({ unit: 'binary', maxLength: 3 }));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      const { text, ranges } = snippetOf(pieces.join('').toWellFormed(), clausesOf(parseQuery('refund 退款 𠮷 ')).marks);
      expect(text.isWellFormed()).toBe(true);
      let last = 0;
      for (const [start, end] of ranges) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }),
  );
});
