import { withoutQuote } from './quote.js';

const reply = 'Uangnya belum masuk.\n\nTerima kasih';

test.each([
  ['Gmail, English', 'On Wed, 1 May 2024 at 10:00, Agent <agent@example.com> wrote:'],
  ['Gmail, wrapped', 'On Wed, 1 May 2024 at 10:00, A Very Long Name Of Somebody\n<agent@example.com> wrote:'],
  ['Gmail, Indonesian', 'Pada Rab, 1 Mei 2024 pukul 10.00 Agen <agent@example.com> menulis:'],
  ['Gmail, Chinese', '客服 <agent@example.com> 于2024年5月1日周三 10:00写道：'],
  ['163, Chinese', '在 2024-05-01 10:00:00，"客服" <agent@example.com> 写道：'],
  ['Gmail, Taiwan', '客服 <agent@example.com> 於 2024年5月1日 週三 上午10:00寫道：'],
  ['Outlook, English', 'From: Agent <agent@example.com>\nSent: Wednesday, May 1, 2024 10:00 AM\nTo: Me\nSubject: Re: Help'],
  ['Outlook, Indonesian', 'Dari: Agen <agent@example.com>\nDikirim: Rabu, 1 Mei 2024\nKepada: Saya\nPerihal: Bantuan'],
  ['Outlook, Chinese', '发件人: 客服 <agent@example.com>\n发送时间: 2024年5月1日\n收件人: 我\n主题: 帮助'],
  ['Outlook, Taiwan', '寄件者：客服\n寄件日期：2024年5月1日\n收件者：我\n主旨：幫助'],
  ['Outlook, French', 'De : Agent<mailto:agent@example.com>\nEnvoyé le :mercredi 1 mai 2024 10:00\nÀ : moi@example.com\nObjet :Aide'],
  ['Yandex, Russian', '01.05.2024, 14:41, "Agent" <agent@example.com> написал:'],
  [
    'Hotmail',
    '----------------------------------------\n\nDate: Wed, 1 May 2024 13:53:45 +0400\nSubject: Help\nFrom: agent@example.com\nTo: me',
  ],
  ['QQ', '------------------ 原始邮件 ------------------\n发件人: "客服"'],
  ['Outlook, plain', '-----Original Message-----\nFrom: Agent'],
  ['ours', '##- Please type your reply above this line -##'],
])('%s: only the new words stay', (_client, separator) => {
  expect(withoutQuote(`${reply}\n\n${separator}\n> earlier\n> words\n`)).toBe(reply);
});

test('quotation without a heading line is taken off the end', () => {
  expect(withoutQuote('Yes\n\n> Did it arrive?\n>\n> Yours')).toBe('Yes');
});

test('an answer between quoted lines keeps them', () => {
  const text =
    'See below.\n\nOn Wed, 1 May 2024 at 10:00, Agent <agent@example.com> wrote:\n> First question?\nFirst answer.\n> Second question?\nSecond answer.';
  expect(withoutQuote(text)).toBe(text);
});

test('a forward stays whole', () => {
  const text = 'Please look.\n\n---------- Forwarded message ---------\nFrom: Shop <shop@example.com>\nDate: today\nTo: me\nSubject: Order';
  expect(withoutQuote(text)).toBe(text);
});

test("a forward that only its subject names, as Outlook's, stays whole", () => {
  const text = 'Please look.\n\nFrom: Shop <shop@example.com>\nSent: today\nTo: me\nSubject: Order';
  expect([withoutQuote(text, 'FW: Order'), withoutQuote(text, 'Re: FW: Order')]).toEqual([text, 'Please look.']);
});

test('an answer below the quotation loses the quotation', () => {
  expect(withoutQuote('On Wed, 1 May 2024 at 10:00, Agent <agent@example.com> wrote:\n> Did it arrive?\n\nYes, thanks.')).toBe(
    'Yes, thanks.',
  );
});

test('nothing but quotation is kept rather than lost', () => {
  expect(withoutQuote('> only this')).toBe('> only this');
});

test('sentences that look a little like headings stay', () => {
  const text = 'On Monday I wrote to you.\nFrom: the shop I heard nothing.\nOn it.';
  expect(withoutQuote(text)).toBe(text);
});

test('a hostile text takes no time', () => {
  const text = `${'On '.repeat(20_000)}\n${'bq'.repeat(50_000)}\n${'> '.repeat(50_000)}`;
  expect(withoutQuote(text).length).toBeGreaterThan(0);
});
