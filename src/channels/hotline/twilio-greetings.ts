/** Languages `<Say>` speaks here; each has standard sentences. https://www.twilio.com/docs/voice/twiml/say/text-speech */
export const VOICES = ['en-US', 'en-GB', 'id-ID', 'ms-MY', 'cmn-CN', 'cmn-TW'] as const;
export type VoiceLanguage = (typeof VOICES)[number];

export interface Sentences {
  readonly greeting: string;
  /** Said before anything is recorded; many countries ask for it. */
  readonly recordingNotice: string;
  readonly voicemailPrompt: string;
  readonly goodbye: string;
}

const ENGLISH: Sentences = {
  greeting: 'Thank you for calling.',
  recordingNotice: 'Your message will be recorded.',
  voicemailPrompt: 'Please speak after the tone, and press hash when you are done. We will get back to you.',
  goodbye: 'Thank you. We have received your message. Goodbye.',
};

const INDONESIAN: Sentences = {
  greeting: 'Terima kasih telah menghubungi kami.',
  recordingNotice: 'Pesan Anda akan direkam.',
  voicemailPrompt: 'Silakan bicara setelah nada berikut, lalu tekan tanda pagar bila selesai. Kami akan menghubungi Anda kembali.',
  goodbye: 'Terima kasih. Pesan Anda sudah kami terima. Sampai jumpa.',
};

const MALAY: Sentences = {
  greeting: 'Terima kasih kerana menghubungi kami.',
  recordingNotice: 'Mesej anda akan dirakam.',
  voicemailPrompt: 'Sila bercakap selepas nada berikut, kemudian tekan tanda pagar apabila selesai. Kami akan menghubungi anda semula.',
  goodbye: 'Terima kasih. Mesej anda telah kami terima. Selamat tinggal.',
};

const CHINESE: Sentences = {
  greeting: '感谢您的来电。',
  recordingNotice: '您的留言将被录音。',
  voicemailPrompt: '请在提示音后留言，结束后请按井号键。我们会尽快与您联系。',
  goodbye: '谢谢，我们已收到您的留言。再见。',
};

const TRADITIONAL_CHINESE: Sentences = {
  greeting: '感謝您的來電。',
  recordingNotice: '您的留言將被錄音。',
  voicemailPrompt: '請在提示音後留言，結束後請按井字鍵。我們會盡快與您聯絡。',
  goodbye: '謝謝，我們已收到您的留言。再見。',
};

export const STANDARD: Readonly<Record<VoiceLanguage, Sentences>> = {
  'en-US': ENGLISH,
  'en-GB': ENGLISH,
  'id-ID': INDONESIAN,
  'ms-MY': MALAY,
  'cmn-CN': CHINESE,
  'cmn-TW': TRADITIONAL_CHINESE,
};
