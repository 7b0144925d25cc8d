import { array, assert, constant, constantFrom, dictionary, integer, property, record, subarray, uniqueArray } from 'fast-check';
import type { AgentId, SkillId } from '../../kernel/id.js';
import { type Candidate, type Need, PRESENCE_STATUSES, type Rota, type Strategy, TURNS } from './candidate.js';
import { choose, speaks, type Verdict } from './choose.js';
import { Matching, type Queued } from './matching.js';

const agent = (name: string, over: Partial<Candidate> = {}): Candidate => ({
  agentId: name as AgentId,
  name,
  status: 'online',
  load: 0,
  capacity: 6,
  languages: [],
  skills: {},
  idleSinceMs: 0,
  ...over,
});
const need = (over: Partial<Need> = {}): Need => ({ units: 1, skills: [], language: null, knownAgentId: null, ...over });
const rota = (strategy: Strategy, over: Partial<Rota> = {}): Rota => ({
  strategy,
  fallback: 'least-loaded',
  matchLanguage: true,
  lastAgentId: null,
  ...over,
});
const refunds = 'refunds' as SkillId;

test.each<[string, Partial<Candidate>, Partial<Need>, Verdict]>([
  ['nobody stands in the way', {}, {}, 'chosen'],
  ['offline', { status: 'offline' }, {}, 'offline'],
  ['away', { status: 'away' }, {}, 'away'],
  ['busy', { status: 'busy' }, {}, 'busy'],
  ['exactly full afterwards', { load: 5.5 }, { units: 0.5 }, 'chosen'],
  ['a half too much', { load: 5.5 }, { units: 1 }, 'full'],
  ['no capacity at all', { capacity: 0 }, { units: 0.5 }, 'full'],
  ['the skill is missing', {}, { skills: [{ skillId: refunds, level: 1 }] }, 'skill'],
  ['the level is too low', { skills: { refunds: 2 } }, { skills: [{ skillId: refunds, level: 3 }] }, 'skill'],
  ['the level is reached', { skills: { refunds: 3 } }, { skills: [{ skillId: refunds, level: 3 }] }, 'chosen'],
  ['another language', { languages: ['en'] }, { language: 'zh' }, 'language'],
  ['a region of the language', { languages: ['zh-CN'] }, { language: 'zh' }, 'chosen'],
  ['nobody said what they speak', { languages: [] }, { language: 'zh' }, 'chosen'],
])('%s', (_, candidate, asked, verdict) => {
  const { judged } = choose([agent('a', candidate)], need(asked), rota('least-loaded'));
  expect(judged.map((j) => j.verdict)).toEqual([verdict]);
});

test('a team may leave languages out of it', () => {
  const choice = choose([agent('a', { languages: ['en'] })], need({ language: 'zh' }), rota('least-loaded', { matchLanguage: false }));
  expect(choice.chosen?.agentId).toBe('a');
  expect(speaks(['EN'], 'en-GB')).toBe(true);
});

test.each<[Strategy, Partial<Rota>, Partial<Need>, string, string]>([
  ['least-loaded', {}, {}, 'b', 'least-loaded'],
  ['longest-idle', {}, {}, 'c', 'longest-idle'],
  ['round-robin', {}, {}, 'a', 'round-robin'],
  ['round-robin', { lastAgentId: 'b' as AgentId }, {}, 'c', 'round-robin'],
  ['round-robin', { lastAgentId: 'c' as AgentId }, {}, 'a', 'round-robin'],
  ['sticky', {}, { knownAgentId: 'a' as AgentId }, 'a', 'sticky'],
  ['sticky', { fallback: 'longest-idle' }, { knownAgentId: 'z' as AgentId }, 'c', 'longest-idle'],
])('%s %j %j', (strategy, over, asked, expected, by) => {
  const team = [
    agent('a', { load: 3, idleSinceMs: 20 }),
    agent('b', { load: 1, idleSinceMs: 30 }),
    agent('c', { load: 2, idleSinceMs: 10 }),
  ];
  expect(choose(team, need(asked), rota(strategy, over))).toMatchObject({ chosen: { agentId: expected }, by });
});

test('by hand means by hand', () => {
  expect(choose([agent('a')], need(), rota('manual'))).toMatchObject({ chosen: null, by: null, judged: [{ verdict: 'possible' }] });
});

const candidates = uniqueArray(
  record({
    agentId: integer({ min: 0, max: 99 }).map((n) => `agent-${n}` as AgentId),
    name: constant('A'),
    status: constantFrom(...PRESENCE_STATUSES),
    load: integer({ min: 0, max: 20 }).map((n) => n / 2),
    capacity: integer({ min: 0, max: 16 }).map((n) => n / 2),
    languages: subarray(['id', 'en', 'zh']),
    skills: dictionary(constantFrom('refunds', 'fraud'), integer({ min: 1, max: 5 })),
    idleSinceMs: integer({ min: 0, max: 1000 }),
  }),
  { selector: (c) => c.agentId, maxLength: 30 },
);
const strategies = constantFrom<Strategy>('sticky', ...TURNS);
const tickets = array(
  record({
    channel: constantFrom('heavy', 'middle', 'light'),
    language: constantFrom(null, 'id', 'zh'),
    skills: constantFrom([], [{ skillId: refunds, level: 3 }]),
    knownAgentId: constantFrom(null, 'agent-1' as AgentId),
  }),
  { maxLength: 40 },
);
const UNITS = new Map([
  ['heavy', 3],
  ['middle', 1],
  ['light', 0.5],
]);

test('no queue ever fills anybody beyond their capacity, or gives to somebody who may not have it', () => {
  assert(
    property(candidates, tickets, strategies, (members, queue, strategy) => {
      const matching = new Matching<Queued>(rota(strategy), members, { units: UNITS, nowMs: 2000 });
      for (const ticket of queue) matching.add(ticket);
      const loads = new Map(members.map((m) => [m.agentId, m.load]));
      for (const { ticket, agentId, units } of matching.matches) {
        const member = members.find((m) => m.agentId === agentId);
        if (member === undefined) throw new Error('given to a stranger');
        loads.set(agentId, (loads.get(agentId) ?? 0) + units);
        expect(member.status).toBe('online');
        expect(loads.get(agentId)).toBeLessThanOrEqual(member.capacity);
        expect(speaks(member.languages, ticket.language)).toBe(true);
        for (const { skillId, level } of ticket.skills) expect(member.skills[skillId]).toBeGreaterThanOrEqual(level);
      }
    }),
  );
});

test('nobody who could take a ticket is passed over while it waits', () => {
  assert(
    property(candidates, strategies, constantFrom(0.5, 1, 3), (members, strategy, units) => {
      const { chosen, judged } = choose(members, need({ units, language: 'id' }), rota(strategy));
      const able = members.some((m) => m.status === 'online' && speaks(m.languages, 'id') && m.load + units <= m.capacity);
      expect(chosen !== null).toBe(able);
      expect(judged).toHaveLength(members.length);
      expect(judged.filter((j) => j.verdict === 'chosen')).toHaveLength(able ? 1 : 0);
    }),
  );
});

test('round robin is fair: after any number of tickets nobody is more than one ahead', () => {
  assert(
    property(integer({ min: 1, max: 12 }), integer({ min: 0, max: 60 }), (count, work) => {
      const members = Array.from({ length: count }, (_, i) => agent(`agent-${i}`, { capacity: 1000 }));
      const matching = new Matching<Queued>(rota('round-robin'), members, { units: UNITS, nowMs: 0 });
      for (let i = 0; i < work; i++) matching.add({ channel: 'middle', language: null, skills: [], knownAgentId: null });
      const given = members.map((m) => matching.matches.filter((x) => x.agentId === m.agentId).length);
      expect(Math.max(...given) - Math.min(...given)).toBeLessThanOrEqual(1);
    }),
  );
});
