import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import type { AgentId, RoutingRuleId, TeamId } from '../../kernel/id.js';
import type { Strategy } from './candidate.js';
import { simulate } from './simulate.js';
import type { PastTicket, Scenario, SimulatedAgent, SimulatedTeam, SimulationReport } from './simulation.js';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const home = 'home' as TeamId;

const ticket = (minute: number, over: Partial<PastTicket> = {}): PastTicket => ({
  id: `ticket-${minute}-${Math.random()}`,
  arrivedMs: minute * MINUTE,
  channel: 'chat',
  priority: 2,
  language: null,
  teamId: home,
  lastTeamId: home,
  contactId: 'ayu',
  facts: {},
  handlingMs: 10 * MINUTE,
  waitedMs: null,
  answeringMs: 2 * MINUTE,
  answerDueMs: null,
  wasAnsweredLate: false,
  ...over,
});
const agent = (name: string, over: Partial<SimulatedAgent> = {}): SimulatedAgent => ({
  agentId: name as AgentId,
  name,
  teamIds: [home],
  languages: [],
  skills: {},
  capacity: 1,
  online: [[0, DAY]],
  ...over,
});
const team = (over: Partial<SimulatedTeam> = {}): SimulatedTeam => ({
  id: home,
  name: 'Home',
  strategy: 'least-loaded',
  fallback: 'least-loaded',
  matchLanguage: true,
  overflowTeamId: null,
  overflowAfterMinutes: null,
  ...over,
});

function run(over: Partial<Scenario>): SimulationReport {
  const play = simulate({
    tickets: [],
    rules: [],
    teams: [team()],
    agents: [agent('a')],
    units: new Map([['chat', 1]]),
    catalogue: {},
    priorities: ['low', 'normal', 'high', 'urgent'],
    untilMs: DAY,
    ...over,
  });
  for (;;) {
    const step = play.next();
    if (step.done === true) return step.value;
  }
}

test('who is answered later than was promised is a breach, and so is who is never answered; what is not due yet is neither', () => {
  // Taken at 0, 10 and 20, answered two minutes later.
  const due = (minute: number, over: Partial<PastTicket> = {}) => ticket(0, { answerDueMs: minute * MINUTE, ...over });
  const tickets = [due(2), due(11, { wasAnsweredLate: true }), due(22), ticket(0, { wasAnsweredLate: true })];
  expect(run({ tickets }).firstResponse).toEqual({ promised: 3, breached: 1, actual: 1 });
  expect(run({ tickets, agents: [] }).firstResponse).toEqual({ promised: 3, breached: 3, actual: 1 });
  expect(run({ tickets, agents: [agent('a'), agent('b')] }).firstResponse.breached).toBe(0);
  expect(run({ tickets, untilMs: 5 * MINUTE }).firstResponse).toEqual({ promised: 1, breached: 0, actual: 0 });
});

test('one agent, three tickets at once: the waits are those of a queue', () => {
  const tickets = [ticket(0, { waitedMs: 5 * MINUTE }), ticket(0), ticket(0)];
  expect(run({ tickets })).toMatchObject({
    tickets: 3,
    assigned: 3,
    unassigned: 0,
    wait: { count: 3, averageMinutes: 10, p50Minutes: 10, maxMinutes: 20 },
    actual: { count: 1, averageMinutes: 5 },
    difference: { averageMinutes: 5 },
    agents: [{ tickets: 3, onlineMinutes: 1440, load: 0.021 }],
  });
});

test('one more agent halves the queue; nobody online leaves it waiting', () => {
  const tickets = [ticket(0), ticket(0), ticket(0)];
  expect(run({ tickets, agents: [agent('a'), agent('b')] }).wait.maxMinutes).toBe(10);
  expect(run({ tickets, agents: [agent('a', { online: [] })] })).toMatchObject({ assigned: 0, unassigned: 3, difference: null });
});

test('who comes at nine serves what waited since eight, urgent first', () => {
  const tickets = [ticket(480, { priority: 2 }), ticket(485, { priority: 4 })];
  const report = run({ tickets, agents: [agent('a', { online: [[540 * MINUTE, DAY]] })] });
  expect(report.wait).toMatchObject({ p50Minutes: 70, maxMinutes: 70, averageMinutes: 62.5 });
});

test('rules send tickets elsewhere, overflow helps out, and teams by hand hand out nothing', () => {
  const helpers = 'helpers' as TeamId;
  const teams = [team({ overflowTeamId: helpers, overflowAfterMinutes: 15 }), team({ id: helpers, name: 'Helpers' })];
  const agents = [agent('helper', { teamIds: [helpers] })];
  expect(run({ tickets: [ticket(0)], teams, agents }).wait.maxMinutes).toBe(15);
  const rules = [
    {
      id: 'r' as RoutingRuleId,
      name: 'r',
      continues: false,
      conditions: { all: [] },
      actions: { team: { id: helpers, name: '' }, priority: null, category: null, language: null, tags: [], skills: [] },
    },
  ];
  expect(run({ tickets: [ticket(0)], teams, agents, rules })).toMatchObject({ otherTeam: 1, wait: { maxMinutes: 0 } });
  expect(run({ tickets: [ticket(0)], teams: [team({ strategy: 'manual' })] })).toMatchObject({ unassigned: 1 });
  expect(run({ tickets: [ticket(0, { teamId: null })] })).toMatchObject({ unassigned: 1, withoutTeam: 1, otherTeam: 1 });
});

test('every ticket is counted once, and nobody works beyond capacity', () => {
  const arrivals = array(record({ minute: integer({ min: 0, max: 300 }), handling: integer({ min: 1, max: 90 }) }), { maxLength: 60 });
  assert(
    property(
      arrivals,
      integer({ min: 0, max: 4 }),
      constantFrom<Strategy>('round-robin', 'longest-idle', 'sticky'),
      (given, count, strategy) => {
        const tickets = given.toSorted((a, b) => a.minute - b.minute).map((g) => ticket(g.minute, { handlingMs: g.handling * MINUTE }));
        const agents = Array.from({ length: count }, (_, i) => agent(`a${i}`, { capacity: 2 }));
        const report = run({ tickets, agents, teams: [team({ strategy })] });
        expect(report.assigned + report.unassigned).toBe(tickets.length);
        expect(report.agents.reduce((sum, a) => sum + a.tickets, 0)).toBe(report.assigned);
        expect(Math.max(0, ...report.agents.map((a) => a.load))).toBeLessThanOrEqual(1);
      },
    ),
  );
});
