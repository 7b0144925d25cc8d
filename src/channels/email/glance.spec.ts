import type { RawRequest } from '../contract/index.js';
import { mailGlance } from './glance.js';

const turns = (...lines: readonly string[]) => mailGlance({ body: Buffer.from(lines.join('\r\n'), 'latin1') } as RawRequest).turns;

test.each([
  ['a plain address', ['From: ayu@example.org'], ['ayu@example.org']],
  ['a name with an address in it, folded', ['FROM: "ayu@home" (x@y)', ' <Ayu@Example.org>'], ['ayu@example.org']],
  ['nothing', [], []],
  ['no address', ['From: undisclosed', 'Message-ID: none'], []],
  ['what stands in the body', ['Subject: x', '', 'From: b@example.org'], []],
  [
    'what it answers',
    ['Message-ID: <c@x>', 'References: <a@x>', '\t<b@x>', 'In-Reply-To: <b@x>', 'From: a@x'],
    ['a@x', '<c@x>', '<b@x>', '<a@x>', '<b@x>'],
  ],
])('a glance sees %s', (_, lines, seen) => {
  expect(turns(...lines)).toEqual(seen);
});

test('however long a header is, a glance is quick and small', () => {
  const started = performance.now();
  for (const junk of ['a'.repeat(60_000), '<'.repeat(60_000), '@'.repeat(60_000), '\r\n '.repeat(20_000), '<a@b>'.repeat(12_000)])
    for (const name of ['From', 'References']) expect(turns(`${name}: ${junk}`, 'To: x').length).toBeLessThan(25);
  expect(performance.now() - started).toBeLessThan(2_000);
});
