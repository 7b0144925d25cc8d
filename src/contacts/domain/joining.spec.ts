import { conflictsOf, givenBack, takenBy, withTaken } from './joining.js';

const going = { name: 'Budi', language: 'id', tier: 'gold' };
const staying = { name: 'Budi Santoso', language: null, tier: 'silver' };

test('a conflict is where both say something else', () => {
  expect(conflictsOf(going, staying)).toEqual([
    { field: 'name', theirs: 'Budi', ours: 'Budi Santoso' },
    { field: 'tier', theirs: 'gold', ours: 'silver' },
  ]);
});

test('what is not known is taken over, and what somebody chose', () => {
  expect(withTaken(staying, takenBy(staying, going, []))).toEqual({ name: 'Budi Santoso', language: 'id', tier: 'silver' });
  expect(withTaken(staying, takenBy(staying, going, ['tier']))).toEqual({ name: 'Budi Santoso', language: 'id', tier: 'gold' });
});

test('undone, a field is what it was, unless somebody changed it since', () => {
  const taken = takenBy(staying, going, ['tier']);
  expect(givenBack(withTaken(staying, taken), taken)).toEqual(staying);
  expect(givenBack({ ...withTaken(staying, taken), tier: 'platinum' }, taken)).toEqual({ ...staying, tier: 'platinum' });
});
