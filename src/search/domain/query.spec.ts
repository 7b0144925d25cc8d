import { clausesOf } from './clauses.js';
import { parseQuery } from './query.js';
import { prefixesOf, tsQuery } from './ts-query.js';

const compiled = (q: string, words: Record<string, readonly string[]> = {}) =>
  tsQuery(clausesOf(parseQuery(q)), new Map(Object.entries(words)));

test.each([
  ['refund masuk ', "('refund') & ('masuk')"],
  ['"belum masuk"', "('belum' <1> 'masuk')"],
  ['refund -spam', "('refund') & !('spam')"],
  ['-"not this" x', "('x') & !('not' <1> 'this')"],
  ['INV-2026/42 ', "('inv' <1> '2026' <1> '42')"],
  ['退款', "('退款')"],
  ['信用卡', "('信用' <1> '用卡')"],
  ['退 ', "('退')"],
  ['退款的进度', "('退款') & ('进度')"],
  ['退款进度', "('退款') & ('进度')"],
  ['"退款进度"', "('退款' <1> '款进' <1> '进度')"],
  ['"退款 refund"', "('退款' <2> 'refund')"],
  ['退款refund ', "('退款') & ('refund')"],
  ['from:"Budi Santoso" uang ', "('uang') & ('budi':B <1> 'santoso':B)"],
  ['Re: refund ', "('re') & ('refund')"],
  ['https://example.com/a ', "('https' <1> 'example' <1> 'com' <1> 'a')"],
  ['10:30 ', "('10' <1> '30')"],
  ['!!! ', null],
])('%s', (q, expected) => {
  expect(compiled(q)).toBe(expected);
});

test('a beginning is asked for as the words it stands for; the last word is one unless a space follows', () => {
  expect(prefixesOf(clausesOf(parseQuery('refun* uang')))).toEqual(['refun', 'uang']);
  expect(prefixesOf(clausesOf(parseQuery('refund uang ')))).toEqual([]);
  expect(prefixesOf(clausesOf(parseQuery('refund u')))).toEqual([]); // too short
  expect(compiled('stat', { stat: ['stat', 'status', 'statue'] })).toBe("(('stat' | 'status' | 'statue'))");
  expect(compiled('a-stat', { stat: ['status'] })).toBe("('a' <1> ('stat' | 'status'))");
});

test('filters are told from text', () => {
  expect(parseQuery('uang Channel:email -status:closed category:"x y" before:2026-11-01 ')).toEqual({
    terms: [{ text: 'uang', phrase: false, prefix: false, negative: false }],
    filters: [
      { name: 'channel', value: 'email', negative: false },
      { name: 'status', value: 'closed', negative: true },
      { name: 'category', value: 'x y', negative: false },
      { name: 'before', value: '2026-11-01', negative: false },
    ],
  });
});

test('an unknown filter is refused by name, and in quotation marks it is text', () => {
  expect(() => parseQuery('colour:red')).toThrow(expect.objectContaining({ code: 'search.unknown-filter', details: { filter: 'colour' } }));
  expect(compiled('"colour:red"')).toBe("('colour' <1> 'red')");
  expect(() => parseQuery('x '.repeat(31))).toThrow(expect.objectContaining({ code: 'search.too-long' }));
});
