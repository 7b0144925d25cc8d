import type { ContactId, TicketId } from '../../kernel/id.js';
import { type Candidate, findHome } from './find-home.js';

const me = 'me' as ContactId;
const candidate = (over: Partial<Candidate>): Candidate => ({
  via: 'reference',
  ticketId: 't1' as TicketId,
  contactId: me,
  statusCategory: 'open',
  ...over,
});

describe('findHome', () => {
  test('nothing points anywhere: a first contact', () => {
    expect(findHome([], me)).toEqual({ kind: 'open', linkedTo: null, why: 'first-contact' });
  });

  test('the strongest candidate wins', () => {
    const token = candidate({ via: 'token', ticketId: 't2' as TicketId });
    expect(findHome([token, candidate({})], me)).toEqual({ kind: 'join', ticketId: 't2', via: 'token' });
  });

  test("a valid token in a stranger's hands opens a linked ticket and joins nothing", () => {
    const foreign = candidate({ via: 'token', contactId: 'other' as ContactId });
    expect(findHome([foreign], me)).toEqual({ kind: 'open', linkedTo: 't1', why: 'sender-not-on-ticket' });
  });

  test("a stranger's token does not hide the sender's own reference", () => {
    const foreign = candidate({ via: 'token', contactId: 'other' as ContactId, ticketId: 't9' as TicketId });
    expect(findHome([foreign, candidate({})], me)).toEqual({ kind: 'join', ticketId: 't1', via: 'reference' });
  });

  test('a closed ticket stays closed', () => {
    expect(findHome([candidate({ statusCategory: 'closed' })], me)).toEqual({ kind: 'open', linkedTo: 't1', why: 'ticket-closed' });
  });
});
