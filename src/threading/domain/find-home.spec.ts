import type { ContactId, TicketId } from '../../kernel/id.js';
import { type Candidate, findHome } from './find-home.js';

const me = 'me' as ContactId;
const candidate = (over: Partial<Candidate>): Candidate => ({
  via: 'reference',
  ticketId: 't1' as TicketId,
  contactIds: [me],
  statusCategory: 'open',
  takesMore: true,
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
    const foreign = candidate({ via: 'token', contactIds: ['other' as ContactId] });
    expect(findHome([foreign], me)).toEqual({ kind: 'open', linkedTo: 't1', why: 'sender-not-on-ticket' });
  });

  test("a stranger's token does not hide the sender's own reference", () => {
    const foreign = candidate({ via: 'token', contactIds: ['other' as ContactId], ticketId: 't9' as TicketId });
    expect(findHome([foreign, candidate({})], me)).toEqual({ kind: 'join', ticketId: 't1', via: 'reference' });
  });

  test('a closed ticket stays closed', () => {
    const closed = candidate({ statusCategory: 'closed', takesMore: false });
    expect(findHome([closed], me)).toEqual({ kind: 'open', linkedTo: 't1', why: 'ticket-closed' });
  });

  test('what was resolved too long ago is followed by another ticket, unless something else is open', () => {
    const old = candidate({ via: 'token', statusCategory: 'resolved', takesMore: false });
    expect(findHome([old], me)).toEqual({ kind: 'open', linkedTo: 't1', why: 'resolved-too-long' });
    const open = candidate({ ticketId: 't2' as TicketId });
    expect(findHome([old, open], me)).toEqual({ kind: 'join', ticketId: 't2', via: 'reference' });
  });

  test('a ticket into which another was merged is the matter of both contacts', () => {
    const both = candidate({ contactIds: ['other' as ContactId, me] });
    expect(findHome([both], me)).toMatchObject({ kind: 'join', ticketId: 't1' });
  });
});
