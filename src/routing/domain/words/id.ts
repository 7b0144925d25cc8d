import type { RoutingWords } from './words.js';

const STATUSES: Readonly<Record<string, string>> = { away: 'tidak di tempat', offline: 'luring', busy: 'sibuk', online: 'daring' };

export const ID: RoutingWords = {
  by: {
    sticky: 'yang mengenal pelanggan ini',
    'round-robin': 'yang mendapat giliran',
    'least-loaded': 'yang bebannya paling ringan',
    'longest-idle': 'yang paling lama menunggu pekerjaan',
  },
  verdicts: {
    full: 'sudah penuh',
    busy: 'sibuk',
    away: 'tidak di tempat',
    offline: 'luring',
    skill: 'tanpa keahlian yang diminta',
    language: 'tidak menguasai bahasanya',
  },
  facts: { team: 'tim', priority: 'prioritas', category: 'kategori', language: 'bahasa', tags: 'tag', skills: 'keahlian yang diminta' },
  separator: ', ',
  minutes: (count) => `${count} menit`,
  given: ({ agent, why, load, waited }) =>
    `Diberikan kepada ${agent}, ${why},${load === null ? '' : ` dengan ${load.carried} dari ${load.capacity} unit,`} setelah ${waited}.`,
  others: (possible, why) => {
    const could = possible === 0 ? 'Tidak ada orang lain yang bisa' : `${possible} orang lain juga bisa`;
    return why === '' ? `${could}.` : `${could}; yang tidak bisa: ${why}.`;
  },
  byHand: (actor, { agent, team }) => {
    const to = [agent, team === null ? null : `tim ${team}`].filter((one) => one !== null).join(' dari ');
    return to === '' ? `Dibiarkan tanpa tim dan agen oleh ${actor}.` : `Diberikan kepada ${to} oleh ${actor}.`;
  },
  left: (agent) => `Diambil dari ${agent}, yang tidak lagi menangani tiket.`,
  leftTeam: (agent) => `Diambil dari ${agent}, yang tidak lagi menjadi anggota tim.`,
  abandoned: (agent, status, span) =>
    `Diambil dari ${agent}, yang sudah ${STATUSES[status] ?? status} selama ${span} sementara pelanggan menunggu langsung.`,
  overflowed: (from, to, span) => `Dipindahkan dari ${from} ke ${to}, karena tidak ada orang di ${from} yang mengambilnya dalam ${span}.`,
  aboutToBeGiven: (team) => `Sebentar lagi diberikan kepada seseorang di ${team}.`,
  noMembers: (team) => `Menunggu: ${team} tidak punya anggota.`,
  nobodyCan: (team, why) => `Menunggu: tidak ada orang di ${team} yang bisa mengambilnya sekarang (${why}).`,
  noRules: () => 'Tidak ada aturan: tetap pada tim kotak masuknya.',
  noneMatched: (count) => `Tidak satu pun dari ${count} aturan cocok: tetap pada tim kotak masuknya.`,
  rule: (names, set) => `Aturan ${names.map((name) => `"${name}"`).join(', lalu ')} cocok${set === '' ? '' : ` dan menetapkan ${set}`}.`,
};
