import type { ClockWords } from './words.js';

const STATUSES: Readonly<Record<string, string>> = {
  new: 'baru',
  open: 'terbuka',
  pending: 'menunggu pelanggan',
  on_hold: 'ditahan',
  resolved: 'selesai',
  closed: 'ditutup',
};
const PRIORITIES: Readonly<Record<string, string>> = { low: 'rendah', normal: 'normal', high: 'tinggi', urgent: 'mendesak' };

export const ID: ClockWords = {
  locale: 'id',
  metrics: {
    'first-response': 'Tanggapan pertama',
    'next-response': 'Tanggapan berikutnya',
    resolution: 'Penyelesaian',
    'periodic-update': 'Kabar berkala',
  },
  statuses: STATUSES,
  reasons: {
    'the ticket came back': 'tiket kembali',
    'the ticket was merged into another one': 'tiket digabungkan ke tiket lain',
    'the ticket was deleted': 'tiket dihapus',
    'the ticket is spam': 'tiket adalah spam',
    'no policy promises it any more': 'tidak ada lagi kebijakan yang menjanjikannya',
    'a policy promises it again': 'suatu kebijakan menjanjikannya lagi',
    'a policy promises it from now on; time that passed counts':
      'sebuah kebijakan menjanjikannya mulai sekarang; waktu yang berlalu ikut dihitung',
    'the ticket was opened': 'tiket dibuka',
    'a person wrote; the next word is due': 'seseorang menulis; kabar berikutnya ditunggu',
    'a customer who waits came from another ticket': 'pelanggan yang menunggu datang dari tiket lain',
    'the customer opened the ticket': 'pelanggan membuka tiket',
    'the ticket was reopened': 'tiket dibuka kembali',
    'the customer wrote': 'pelanggan menulis',
    'a person answered': 'seseorang menjawab',
    'what waited for an answer went elsewhere': 'yang menunggu jawaban pindah ke tempat lain',
    'its time is over': 'waktunya habis',
    'the calendar was changed': 'kalender diubah',
    'the policy was changed': 'kebijakan diubah',
    'waiting for the customer': 'menunggu pelanggan',
    'waiting for a third party': 'menunggu pihak ketiga',
  },
  reasonPatterns: [
    [/^the ticket is (\w+)$/, (status = '') => `status tiket ${STATUSES[status] ?? status}`],
    [/^(\d+) % of its time is over$/, (percent) => `${percent} % waktunya terpakai`],
    [/^not done (\d+) working minutes after the breach$/, (minutes) => `belum selesai ${minutes} menit kerja setelah terlewat`],
    [/^policy “(.*)” applies now$/, (name) => `kebijakan “${name}” berlaku sekarang`],
    [/^the priority is (\w+) now$/, (priority = '') => `prioritas sekarang ${PRIORITIES[priority] ?? priority}`],
  ],
  at: (time, day) => `${time} pada ${day}`,
  span: (hours, minutes) => (hours === 0 ? `${minutes} menit` : minutes === 0 ? `${hours} jam` : `${hours} jam ${minutes} menit`),
  due: (metric, at, zone, isPast) => `${metric} ${isPast ? 'seharusnya' : 'jatuh tempo'} pukul ${at} (${zone})`,
  notDue: (metric, zone, isPaused) =>
    `${metric} ${isPaused ? 'tidak punya tenggat selama dijeda' : 'tidak punya tenggat sekarang'} (${zone})`,
  promise: (minutes, policy, from) => `${minutes} menit kerja menurut kebijakan “${policy}” sejak ${from}`,
  paused: (span, status) => `dijeda ${span} selama ${status}`,
  retargeted: (at, reason) => `target diubah pukul ${at} karena ${reason}`,
  done: (at, how) => `dipenuhi pukul ${at}, ${how === 'late' ? 'terlambat' : 'tepat waktu'}`,
  givenUp: (at, isMissed) => `${isMissed ? 'terlewat dan ' : ''}dibatalkan pukul ${at}`,
  missed: 'terlewat',
  whole: (due, parts) => `${due}: ${parts.join(', ')}.`,
};
