import { assert, integer, property, string } from 'fast-check';
import { splitText } from './sending.js';

test('a text that fits stays whole, also the empty one', () => {
  expect(splitText('halo', 4)).toEqual(['halo']);
  expect(splitText('', 4)).toEqual(['']);
});

test('it is cut at words and sentences', () => {
  expect(splitText('one two three four', 10)).toEqual(['one two', 'three four']);
});

test('no part is too long, no surrogate pair is cut, and nothing but white space is lost', () => {
  assert(
    property(string({ unit: 'grapheme', maxLength: 400 }), integer({ min: 8, max: 60 }), (text, max) => {
      const parts = splitText(text, max);
      expect(parts.every((p) => p.length <= max && p.isWellFormed())).toBe(true);
      expect(parts.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
    }),
  );
});
