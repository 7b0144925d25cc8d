import { DIGEST_LINES_MAX, type DigestLine, digestSubject, digestText } from './digest-text.js';

const to = { name: 'Sari', publicUrl: 'https://desk.example.com' };

function line(over: Partial<DigestLine>): DigestLine {
  return { ticketId: 't1', ticketNumber: '1001', ticketSubject: 'Refund', kind: 'assigned', actorName: 'Wei', times: 1, ...over };
}

test('a digest names the ticket, what happened and where to look', () => {
  const text = digestText(to, [
    line({}),
    line({ ticketId: 't2', ticketNumber: '1002', kind: 'customer-replied', actorName: 'Ayu', times: 3 }),
  ]);
  expect(text).toMatch(
    /^Hello Sari,\n\nthis waits for you:\n\n#1001 Refund\ngiven to you by Wei\nhttps:\/\/desk\.example\.com\/inbox\/tickets\/t1\n\n/,
  );
  expect(text).toContain('#1002 Refund\nAyu replied (3 times)\nhttps://desk.example.com/inbox/tickets/t2');
});

test('what customers named cannot pass for a line of the desk', () => {
  const text = digestText(to, [line({ ticketSubject: 'x\n\n#1 Log in here\r\nhttps://evil.example', actorName: 'a\u2028b' })]);
  expect(text).toContain('#1001 x #1 Log in here https://evil.example\ngiven to you by a b\n');
});

test('a long digest is cut and says so', () => {
  const lines = Array.from({ length: DIGEST_LINES_MAX + 1 }, (_, i) => line({ ticketId: `t${i}` }));
  expect(digestText(to, lines)).toContain('There is more: https://desk.example.com/inbox\n');
  expect(digestText(to, lines)).not.toContain(`/t${DIGEST_LINES_MAX}\n`);
  expect(digestSubject(lines)).toBe('More than 50 tickets wait for you');
  expect(digestSubject([line({}), line({ kind: 'woken' })])).toBe('1 ticket waits for you');
});
