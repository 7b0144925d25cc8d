import * as fc from 'fast-check';
import { SLICE_DOCUMENTS, Slices, startOf } from './slices.js';

const at = (ms: number) => new Date(1_700_000_000_000 + ms);

test('the first message begins the first slice, which reaches back for ever', () => {
  const slices = new Slices([]);
  expect(slices.place(at(5))).toBe(1);
  expect(slices.changed()).toEqual([{ id: 1, since: null, documents: 1, earliest: at(5), latest: at(5) }]);
});

test('a full newest slice is followed by a new one, a full oldest preceded', () => {
  const full = { id: 3, since: null, documents: SLICE_DOCUMENTS, earliest: at(10), latest: at(20) };
  expect(new Slices([full]).place(at(15))).toBe(3);
  const later = new Slices([full]);
  expect(later.place(at(21))).toBe(4);
  expect(later.changed()).toMatchObject([{ id: 4, since: at(21), documents: 1 }]);
  const earlier = new Slices([full]);
  expect(earlier.place(at(9))).toBe(4);
  expect(earlier.changed()).toMatchObject([
    { id: 4, since: null },
    { id: 3, since: at(10) },
  ]);
});

test('whatever the order in which messages come, newer slices hold newer messages only, and each message is in its slice', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 200 }), (instants) => {
      let known = [{ id: 1, since: null as Date | null, documents: SLICE_DOCUMENTS - 3, earliest: at(20), latest: at(30) }];
      const placed: { readonly ms: number; readonly id: number }[] = [];
      for (const ms of instants) {
        const slices = new Slices(known);
        placed.push({ ms, id: slices.place(at(ms)) });
        const changed = slices.changed().map((slice) => ({ ...slice, documents: Math.max(slice.documents, SLICE_DOCUMENTS - 3) })); // soon full
        known = [...known.filter(({ id }) => !changed.some((slice) => slice.id === id)), ...changed];
      }
      const sorted = known.toSorted((a, b) => startOf(a) - startOf(b));
      for (const { ms, id } of placed) expect(sorted.findLast((slice) => startOf(slice) <= at(ms).getTime())?.id).toBe(id);
      expect(sorted.filter(({ since }) => since === null)).toHaveLength(1);
    }),
  );
});
