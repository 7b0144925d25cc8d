import { readFileSync } from 'node:fs';
import type { DeskLanguage } from '../../kernel/desk-language.js';
import { type Explained, reasonIn, whyDue } from './why.js';

const at = (time: string) => new Date(`2026-03-02T${time}:00Z`);

function explained(
  over: Partial<Explained['clock']>,
  lines: Explained['lines'] = [],
  now = at('04:00'),
  language: DeskLanguage = 'en',
): string {
  const clock: Explained['clock'] = {
    metric: 'first-response', state: 'running', targetMinutes: 60, startedAt: at('03:35'), consumedMs: 0, dueAt: at('04:55'), breachedAt: null,
    fulfilledAt: null, endedAt: null, ...over,
  }; // biome-ignore format: one glance
  return whyDue({ clock, lines, policyName: 'Gold', timeZone: 'Asia/Jakarta', now }, language);
}

const line = (kind: Explained['lines'][number]['kind'], time: string, details = {}, reason = '') => ({
  kind,
  at: at(time),
  reason,
  details,
});
const paused = [line('paused', '03:40', { statusCategory: 'pending' }), line('resumed', '04:00')];

test('a running clock says by when and why', () => {
  expect(explained({})).toBe('First response is due at 11:55 (Asia/Jakarta): 60 working minutes of policy “Gold” from 10:35.');
});

test('pauses and retargets are part of why', () => {
  expect(explained({}, [...paused, line('retargeted', '04:10', {}, 'the priority is high now')])).toBe(
    'First response is due at 11:55 (Asia/Jakarta): 60 working minutes of policy “Gold” from 10:35, paused 20 min while pending, retargeted at 11:10 because the priority is high now.',
  );
});

test.each([
  [
    { state: 'paused', dueAt: null },
    'First response has no due time while it is paused (Asia/Jakarta): 60 working minutes of policy “Gold” from 10:35, paused 3 h 5 min while pending.',
  ],
  [
    { state: 'breached', breachedAt: at('04:55') },
    'First response was due at 11:55 (Asia/Jakarta): 60 working minutes of policy “Gold” from 10:35, paused 3 h 5 min while pending, missed.',
  ],
  [
    { state: 'fulfilled', fulfilledAt: at('04:30'), endedAt: at('04:30') },
    'First response was due at 11:55 (Asia/Jakarta): 60 working minutes of policy “Gold” from 10:35, paused 50 min while pending, done at 11:30 in time.',
  ],
  [
    { state: 'cancelled', endedAt: at('04:30'), metric: 'next-response', targetMinutes: 1 },
    'Next response was due at 11:55 (Asia/Jakarta): 1 working minute of policy “Gold” from 10:35, paused 50 min while pending, given up at 11:30.',
  ],
] as const)('%j', (over, sentence) => {
  expect(explained(over, [line('paused', '03:40', { statusCategory: 'pending' })], at('06:45'))).toBe(sentence);
});

test('what pauses after the breach moves no due time', () => {
  const lines = [line('breached', '04:55'), line('paused', '05:00', { statusCategory: 'pending' })];
  expect(explained({ state: 'breached', breachedAt: at('04:55') }, lines, at('06:45'))).toBe(
    'First response was due at 11:55 (Asia/Jakarta): 60 working minutes of policy “Gold” from 10:35, missed.',
  );
});

test('another day is named', () => {
  expect(explained({ dueAt: new Date('2026-03-03T02:00:00Z') }, [], new Date('2026-03-04T00:00:00Z'))).toBe(
    'First response was due at 09:00 on 3 March 2026 (Asia/Jakarta): 60 working minutes of policy “Gold” from 10:35 on 2 March 2026.',
  );
});

test('in Indonesian and in Chinese', () => {
  const lines = [...paused, line('retargeted', '04:10', {}, 'the priority is high now')];
  const told = (language: DeskLanguage) => explained({ fulfilledAt: at('04:30'), endedAt: at('04:30') }, lines, at('04:40'), language);
  expect(told('id')).toBe(
    'Tanggapan pertama seharusnya pukul 11:55 (Asia/Jakarta): 60 menit kerja menurut kebijakan “Gold” sejak 10:35, dijeda 20 menit selama menunggu pelanggan, target diubah pukul 11:10 karena prioritas sekarang tinggi, dipenuhi pukul 11:30, tepat waktu.',
  );
  expect(told('zh')).toBe(
    '首次响应应在 11:55 前完成（Asia/Jakarta）：策略“Gold”，自 10:35 起 60 个工作分钟，等待客户期间暂停 20 分钟，11:10 因优先级现为高而调整，11:30 按时完成。',
  );
});

test('every reason that the desk writes is known in every language; an administrator’s own stays', () => {
  const written = [
    ...['clock', 'ticket-clocks', 'policy'].flatMap((name) => reasonsIn(`src/sla/domain/${name}.ts`)),
    ...reasonsIn('src/desk/promised-ticket.ts'),
  ];
  expect(written.length).toBeGreaterThan(20);
  for (const language of ['id', 'zh'] as const) expect(written.filter((reason) => reasonIn(language, reason) === reason)).toEqual([]);
  expect(reasonIn('zh', 'on the way to the laboratory')).toBe('on the way to the laboratory');
});

/** What stands in the source between quotes and is a reason: words of people, with something put in for what varies. */
function reasonsIn(path: string): readonly string[] {
  const source = readFileSync(path, 'utf8').replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, '');
  return [...source.matchAll(/'([a-z][^'\n]* [^'\n]*)'|`([^`\n]* [^`\n]*)`/g)].map(([, plain, pattern = '']) =>
    (plain ?? pattern).replaceAll(/\$\{[^}]*(?:percent|afterMinutes)\}/g, '80').replaceAll(/\$\{[^}]*\}/g, 'open'),
  );
}
