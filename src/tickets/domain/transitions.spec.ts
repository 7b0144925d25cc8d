import { afterAgentReply, afterCustomerMessage, mayBecome } from './transitions.js';

test.each([
  ['pending', false, 'open'],
  ['on_hold', false, 'open'],
  ['resolved', false, 'open'],
  ['new', false, 'new'],
  ['resolved', true, 'resolved'],
] as const)('a customer writes into a %s ticket (by machine: %s): %s', (current, automatic, then) => {
  expect(afterCustomerMessage(current, automatic)).toBe(then);
});

test('an answer ends being new and nothing else', () => {
  expect(afterAgentReply('new')).toBe('open');
  expect(afterAgentReply('pending')).toBe('pending');
});

test('closed is final, and nothing becomes new again', () => {
  expect(mayBecome('closed', 'open')).toBe(false);
  expect(mayBecome('open', 'new')).toBe(false);
  expect(mayBecome('resolved', 'open')).toBe(true);
});
