import { faultSentence } from './fault-sentence.js';

const alone = { type: 'message', number: 1, of: 1 };

test('an error of the database says what it means, with its state', () => {
  const error = Object.assign(new Error('invalid byte sequence: secret words'), { code: '22021' });
  expect(faultSentence(error, alone)).toBe('The message could not be stored: the database cannot hold one of its values (SQLSTATE 22021).');
});

test('in a batch it says which part', () => {
  const error = { name: 'QueryFailedError', driverError: { code: '54000' } };
  expect(faultSentence(error, { type: 'call', number: 2, of: 3 })).toBe(
    'Part 2 of 3 (call) could not be stored: one of its values is too large for the database (SQLSTATE 54000).',
  );
});

test.each([
  [Object.assign(new Error('x'), { code: 'ticket.closed' }), 'the desk refused it (ticket.closed)'],
  [new TypeError('Cannot read the words of the customer'), 'an error that the program did not foresee (TypeError)'],
  [null, 'an error that the program did not foresee (unknown)'],
])('no error is quoted', (error, reason) => {
  expect(faultSentence(error, alone)).toBe(`The message could not be stored: ${reason}.`);
});
