import type { InboundEvent } from '../contract/index.js';
import { parsedMail } from './parsed-mail.js';
import { readMail } from './read-mail.js';

type Message = Extract<InboundEvent, { type: 'message' }>;

async function messageOf(raw: string | Buffer, key = 'k'): Promise<Message> {
  const body = Buffer.isBuffer(raw) ? raw : Buffer.from(raw.replaceAll('\n', '\r\n'), 'latin1');
  const request = { method: 'FETCH', path: 'mail', url: '', query: {}, headers: {}, body, receivedAt: new Date('2026-03-02T09:00:00Z') };
  const settings = { trustedAuthservId: '' } as never;
  const [event] = parsedMail({ kind: 'mail', mail: await readMail(body) }, { key, request, settings });
  if (event?.type !== 'message') throw new Error('no message');
  return event;
}

const FROM = 'From: Ayu <ayu@example.org>\nSubject: Help\nMessage-ID: <m@example.org>\n';
const rawMail = { filename: 'message.eml', contentType: 'message/rfc822' };

test.each([
  ['nothing at all', FROM],
  ['only an opening comment', `${FROM}Content-Type: text/html\n\n<!-- I lost 500`],
  ['only a style', `${FROM}Content-Type: text/html\n\n<style>I lost 500`],
  ['parts between the wrong boundary', `${FROM}Content-Type: multipart/mixed; boundary=A\n\n--B\n\nI lost 500\n--B--`],
  ['a report without words', `${FROM}Content-Type: message/disposition-notification\n\nI lost 500`],
])('a mail without anything to see has the raw mail attached: %s', async (_name, raw) => {
  const message = await messageOf(raw);
  expect(message).toMatchObject({ kind: 'unsupported', subject: 'Help', from: { value: 'ayu@example.org' }, attachments: [rawMail] });
  expect([message.text.length > 0, message.html]).toEqual([true, null]);
});

test('words labelled as base64 are words', async () => {
  const message = await messageOf(`${FROM}Content-Transfer-Encoding: base64\n\nI lost 500 dollars, please help`);
  expect(message).toMatchObject({ kind: 'text', text: 'I lost 500 dollars, please help', attachments: [] });
});

test('real base64 stays base64', async () => {
  const message = await messageOf(`${FROM}Content-Transfer-Encoding: base64\n\n${Buffer.from('Halo').toString('base64')}`);
  expect(message).toMatchObject({ kind: 'text', text: 'Halo' });
});

test('rubbish in a part is not shown as words; the raw mail is attached', async () => {
  const part = '--B\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nI lost all of my money!\n--B--';
  const message = await messageOf(`${FROM}Content-Type: multipart/mixed; boundary=B\n\n${part}`);
  expect(message).toMatchObject({ kind: 'unsupported', details: { unreadable: 'mail.garbled' }, attachments: [rawMail] });
});

test('nothing that a database refuses is left anywhere', async () => {
  const message = await messageOf(
    `From: "N\0ul" <n\0ul@example.org>\nSubject: x\0y\nMessage-ID: <a\0b@example.org>\nReferences: <c\0d@example.org>\nTo: t\0o@example.org\n` +
      'Content-Type: multipart/mixed; boundary=B\n\n--B\n\nh\0i\n--B\nContent-Type: ima\0ge/p\0ng\nContent-ID: <e\0f>\n' +
      'Content-Disposition: attachment; filename="g\0h.png"\n\nxx\n--B--',
  );
  expect(
    JSON.stringify({
      ...message,
      attachments: message.attachments.map(({ filename, contentType, contentId }) => [filename, contentType, contentId]),
    }),
  ).not.toMatch(/\\u0000|\\ud[89a-f]/i);
  expect(message).toMatchObject({ externalId: 'ab@example.org', thread: { references: ['cd@example.org'] } });
});

test('names and subjects are one line', async () => {
  const message = await messageOf('From: =?utf-8?q?n=0D=0ABcc=3A_x?= <a@example.org>\nSubject: =?utf-8?q?one=0D=0Atwo?=\n\nx');
  expect([message.from.displayName, message.subject]).toEqual(['n Bcc: x', 'one two']);
});

test('mails without a sender come from strangers to each other', async () => {
  const [one, again, other] = [
    await messageOf('Subject: a\n\nx', 'k1'),
    await messageOf('Subject: a\n\nx', 'k1'),
    await messageOf('Subject: a\n\nx', 'k2'),
  ];
  expect(one.from).toMatchObject({ displayName: 'Unknown sender', verified: false });
  expect([again.from.value === one.from.value, other.from.value === one.from.value]).toEqual([true, false]);
});

test('files without a name get one by their Content-ID or kind', async () => {
  const file = (type: string, more = '') => `--B\nContent-Type: ${type}\nContent-Disposition: inline\n${more}\nxx\n`;
  const parts = [
    file('image/jpeg', 'Content-ID: <image001.jpg@01CDB132.D8A510F0>\n'),
    file('video/quicktime'),
    file('video/quicktime'),
    file('application/pdf'),
    file('application/x-unheard-of'),
    '--B\nContent-Type: message/rfc822\n\nSubject: =?utf-8?b?6YCA5qy+?=\n\nx\n',
  ];
  const { attachments } = await messageOf(`${FROM}Content-Type: multipart/mixed; boundary=B\n\n--B\n\nhi\n${parts.join('')}--B--`);
  expect(attachments.map((a) => a.filename)).toEqual(['image001.jpg', 'video.mov', 'video1.mov', 'document.pdf', null, '退款.eml']);
});

test('html that shows nothing does not hide the text beside it', async () => {
  const parts = '--B\nContent-Type: text/plain\n\nHalo\n--B\nContent-Type: text/html\n\n<html><head><title>x</title></head></html>\n--B--';
  expect(await messageOf(`${FROM}Content-Type: multipart/alternative; boundary=B\n\n${parts}`)).toMatchObject({ text: 'Halo', html: null });
});

test('html with a large picture inside is kept whole', async () => {
  const html = `<p>one<img src="data:image/png;base64,${'A'.repeat(900_000)}" />two</p>`;
  const message = await messageOf(`${FROM}Content-Type: text/html\n\n${html}`);
  expect([message.text, message.html]).toEqual(['onetwo', html]);
});
