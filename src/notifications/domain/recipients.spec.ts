import type { AgentId } from '../../kernel/id.js';
import type { Audience, News } from './news.js';
import { asksColleagues, type Caring, type Colleague, recipientsOf } from './recipients.js';

const id = (name: string) => name as AgentId;
const about = (to: readonly Audience[], over: Partial<News> = {}) => ({ to, agentId: null, byId: null, ...over }) as News;
const colleague = (name: string, role: Colleague['role'], isMember: boolean): Colleague => ({ id: id(name), role, isMember });
const caring = (over: Partial<Caring>): Caring => ({ assigneeId: null, followerIds: [], colleagues: [], ...over });

const TEAM = [
  colleague('sari', 'agent', true),
  colleague('boss', 'supervisor', true),
  colleague('other-boss', 'supervisor', false),
  colleague('root', 'admin', false),
  colleague('looker', 'auditor', true),
];

test('nobody is told twice, nor of what they did', () => {
  const both = caring({ assigneeId: id('sari'), followerIds: [id('sari'), id('wei')] });
  expect(recipientsOf(about(['assignee', 'followers']), both)).toEqual(['sari', 'wei']);
  expect(recipientsOf(about(['assignee', 'followers'], { byId: id('sari') }), both)).toEqual(['wei']);
});

test('an assignment is told only while it stands', () => {
  const given = about(['assignee'], { agentId: id('sari') });
  expect(recipientsOf(given, caring({ assigneeId: id('sari') }))).toEqual(['sari']);
  expect(recipientsOf(given, caring({ assigneeId: id('wei') }))).toEqual([]);
  expect(recipientsOf(given, caring({}))).toEqual([]);
});

test('in charge is the assignee, or else the team and its supervisors; auditors are not', () => {
  const news = about(['in-charge']);
  expect(asksColleagues(news, { assigneeId: id('wei') })).toBe(false);
  expect(recipientsOf(news, caring({ assigneeId: id('wei'), colleagues: TEAM }))).toEqual(['wei']);
  expect(asksColleagues(news, { assigneeId: null })).toBe(true);
  expect(recipientsOf(news, caring({ colleagues: TEAM }))).toEqual(['boss', 'sari']);
});

test('where a team has no supervisor all of them are told, and without any the administrators', () => {
  const told = (colleagues: readonly Colleague[]) => recipientsOf(about(['supervisors']), caring({ colleagues }));
  expect(told(TEAM)).toEqual(['boss']);
  expect(told(TEAM.filter((c) => c.id !== 'boss'))).toEqual(['other-boss']);
  expect(told(TEAM.filter((c) => c.role !== 'supervisor'))).toEqual(['root']);
  expect(recipientsOf(about(['team']), caring({ colleagues: TEAM.filter((c) => !c.isMember) }))).toEqual(['other-boss']);
});
