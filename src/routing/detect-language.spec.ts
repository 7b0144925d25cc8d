import { detectLanguage } from './detect-language.js';

test.each([
  ['Uang saya belum masuk, tolong dicek', 'id'],
  ['Kapan refund saya diproses? Sudah tiga hari', 'id'],
  ['Akun saya terkunci dan lupa password', 'id'],
  ['saya sudah transfer tapi saldo tidak bertambah', 'id'],
  ['kenapa top up gagal terus ya kak', 'id'],
  ['Where is my refund?', 'en'],
  ['I cannot log in to my account', 'en'],
  ['please help me, I was charged twice', 'en'],
  ['Je ne peux pas payer', 'fr'],
  ['Wo ist mein Geld geblieben?', 'de'],
  ['Tôi chưa nhận được tiền hoàn lại', 'vi'],
  ['我的退款还没有到账', 'zh'],
  ['退款进度', 'zh'],
  ['退款', 'zh'],
  ['返金はいつですか', 'ja'],
  ['환불은 언제 되나요', 'ko'],
  ['¿Dónde está mi dinero?', 'es'],
  ['Halo, 退款 belum masuk 😟', 'id'],
])('%s is %s', async (text, language) => {
  expect(await detectLanguage(text)).toBe(language);
});

test.each(['', 'ok', 'halo', '退', '12345 / 67890', '😟😟😟😟', '\ud800'])('"%s" says too little', async (text) => {
  expect(await detectLanguage(text)).toBeNull();
});
