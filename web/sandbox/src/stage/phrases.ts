type Language = 'id' | 'zh' | 'en';

export interface Phrase {
  readonly subject: Readonly<Record<Language, string>>;
  readonly text: Readonly<Record<Language, string>>;
}

/** What customers of a wallet bring, one of each kind. */
export const PHRASES: readonly Phrase[] = [
  {
    subject: { en: 'Refund', id: 'Pengembalian dana', zh: '退款' },
    text: {
      en: 'Hello, my order 88213 never came. I would like my Rp 125.000 back.',
      id: 'Halo, pesanan saya 88213 tidak pernah sampai. Saya minta dana Rp 125.000 dikembalikan.',
      zh: '您好，我的订单 88213 一直没有收到，请把 125,000 印尼盾退给我。',
    },
  },
  {
    subject: { en: 'Lost phone', id: 'HP hilang', zh: '手机丢失' },
    text: {
      en: 'My phone was stolen an hour ago. Please block my account at once!',
      id: 'HP saya dicuri satu jam lalu. Tolong segera blokir akun saya!',
      zh: '我的手机一小时前被偷了，请马上冻结我的账户！',
    },
  },
  {
    subject: { en: 'Failed top-up', id: 'Isi saldo gagal', zh: '充值失败' },
    text: {
      en: 'My top-up of Rp 250.000 has not arrived, but the bank has taken the money. Reference 7731.',
      id: 'Isi saldo Rp 250.000 belum masuk, padahal bank sudah memotong. Referensi 7731.',
      zh: '我充值了 250,000 印尼盾还没有到账，但银行已经扣款，参考号 7731。',
    },
  },
  {
    subject: { en: 'Forgot password', id: 'Lupa kata sandi', zh: '忘记密码' },
    text: {
      en: 'I forgot my password and my number has changed. How do I get in?',
      id: 'Saya lupa kata sandi dan nomor saya sudah ganti. Bagaimana cara masuk?',
      zh: '我忘记了密码，手机号也换了，怎么登录？',
    },
  },
  {
    subject: { en: 'App crashes', id: 'Aplikasi tertutup', zh: '应用闪退' },
    text: {
      en: 'Since the update the app closes whenever I scan a code.',
      id: 'Sejak pembaruan, aplikasi selalu tertutup saat saya memindai kode.',
      zh: '更新之后，一扫码应用就闪退。',
    },
  },
  {
    subject: { en: 'Complaint', id: 'Keluhan', zh: '投诉' },
    text: {
      en: 'I have asked three times and nobody answers. I want to complain.',
      id: 'Saya sudah tiga kali bertanya dan tidak ada yang menjawab. Saya mau mengadu.',
      zh: '我已经问了三次都没人回复，我要投诉。',
    },
  },
  {
    subject: { en: 'Suggestion', id: 'Saran', zh: '建议' },
    text: {
      en: 'An idea: let me split a bill among friends.',
      id: 'Ide: izinkan saya membagi tagihan dengan teman.',
      zh: '建议：希望可以和朋友分摊账单。',
    },
  },
  {
    subject: { en: 'Thanks', id: 'Terima kasih', zh: '谢谢' },
    text: { en: 'Thank you, that helped!', id: 'Terima kasih, sangat membantu!', zh: '谢谢，问题解决了！' },
  },
];
