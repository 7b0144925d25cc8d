import { wordsOfHtml } from './html-words.js';
import { sanitizedMailHtml } from './mail-html.js';
import { readMail } from './read-mail.js';

test.each([
  ['nested tables', '<table><tr><td>'.repeat(160_000)],
  ['nested lists', '<ul><li>'.repeat(150_000)],
  ['items that paragraphs keep open', '<li><p>'.repeat(150_000)],
  ['inline tags', '<b><i>'.repeat(200_000)],
  ['comments that never end', '<!--'.repeat(300_000)],
  ['brackets', '<'.repeat(1_000_000)],
  ['styles', '<style>'.repeat(150_000)],
])('hostile html is read to its end: %s', async (_name, html) => {
  // What is not linear takes minutes here, and the runner's time-out ends it.
  const mail = await readMail(Buffer.from(`From: a@example.org\r\nContent-Type: text/html\r\n\r\n${html}`));
  expect(mail.from).toHaveLength(1);
  expect(wordsOfHtml(html).length).toBeLessThanOrEqual(500_000);
});

test('what is nested too deeply for html keeps its words, and its source as a file', async () => {
  const html = `<p>Uang saya &amp; saldo</p>${'<div>'.repeat(2_000)}<script>x()</script>hilang<br>退款${'</div>'.repeat(2_000)}<b>to</b>long`;
  expect(sanitizedMailHtml(html)).toBeNull();
  const mail = await readMail(Buffer.from(`From: a@example.org\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`));
  expect(mail).toMatchObject({ text: 'Uang saya & saldo\nhilang\n退款\ntolong', html: null, attachments: [{ filename: 'message.html' }] });
});

test('a tag that never ends hides no words', () => {
  expect(wordsOfHtml('<p>saldo saya < 5000')).toBe('saldo saya < 5000');
});

test('ordinary depth stays html', () => {
  const html = `${'<div>'.repeat(90)}hi${'</div>'.repeat(90)}`;
  expect(sanitizedMailHtml(html)).toBe(html);
});
