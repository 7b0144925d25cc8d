import { safeFilename } from './filename.js';

test.each([
  ['../../etc/passwd', '_.._etc_passwd'],
  ['invoice\u202efdp.exe', 'invoicefdp.exe'],
  ['a\r\nb.txt', 'ab.txt'],
  ['  ', 'attachment.pdf'],
  [null, 'attachment.pdf'],
  ['退款凭证.pdf', '退款凭证.pdf'],
])('%j becomes %j', (given, expected) => {
  expect(safeFilename(given, 'application/pdf; x=1')).toBe(expected);
});

test('a long name keeps its extension', () => {
  const name = safeFilename(`${'x'.repeat(500)}.jpeg`, null);
  expect(name).toHaveLength(120);
  expect(name.endsWith('.jpeg')).toBe(true);
});
