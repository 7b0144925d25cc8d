import { MimeParser } from './mime-parser.js';

const legit = (name: string, bytes = 0) => Buffer.from(`From: ayu@example.org\r\nSubject: ${name}\r\n\r\nHalo ${'x'.repeat(bytes)}`);
/** Three seconds of work for any parser, without being malformed. */
const slow = Buffer.from(
  `From: a@example.org\r\nSubject: slow\r\nContent-Type: text/html\r\n\r\n${'<p>'.repeat(400)}${'<b>x</b>'.repeat(220_000)}`,
);

test('a mail that takes long, small or large, holds up no other', async () => {
  const parser = new MimeParser();
  await Promise.all([parser.parse(legit('a')), parser.parse(legit('b'))]);
  for (const hostile of [slow, Buffer.concat([slow, Buffer.alloc(2_500_000, 'x ')])]) {
    const order: string[] = [];
    const first = parser.parse(hostile).then(() => order.push('hostile'));
    const others = [1, 2, 3].map((n) => parser.parse(legit(`legit ${n}`)).then(() => order.push('legit')));
    await Promise.all([first, ...others]);
    expect(order).toEqual(['legit', 'legit', 'legit', 'hostile']);
  }
});

test('large mails are read one at a time', async () => {
  const parser = new MimeParser();
  const results = await Promise.all([1, 2, 3].map((n) => parser.parse(legit(`large ${n}`, 3_000_000))));
  expect(results.map((r) => (r.kind === 'mail' ? r.mail.subject : r.code))).toEqual(['large 1', 'large 2', 'large 3']);
});

test('many at once all come back, each as itself', async () => {
  const parser = new MimeParser();
  const results = await Promise.all(Array.from({ length: 40 }, (_, n) => parser.parse(legit(`mail ${n}`))));
  expect(results.map((r) => (r.kind === 'mail' ? r.mail.subject : r.code))).toEqual(Array.from({ length: 40 }, (_, n) => `mail ${n}`));
});
