import type { Actor, Role } from '../../kernel/actor.js';
import type { AgentId } from '../../kernel/id.js';
import { may, PERMISSIONS } from './policies.js';

const agent = (role: Role): Actor => ({ type: 'agent', id: 'a' as AgentId, name: 'A', role });
const token = (role: Role, scopes: readonly string[]): Actor => ({
  type: 'token',
  id: 'a' as AgentId,
  name: 'A',
  role,
  scopes,
  tokenId: 't',
});

test('an administrator may do everything, the system and customers nothing by this door', () => {
  expect(PERMISSIONS.every((p) => may(agent('admin'), p))).toBe(true);
  expect(PERMISSIONS.some((p) => may({ type: 'system', name: 's' }, p))).toBe(false);
});

test('an auditor writes nothing', () => {
  expect(PERMISSIONS.filter((p) => p.endsWith(':write')).some((p) => may(agent('auditor'), p))).toBe(false);
});

test('a token does no more than its scopes, and no more than its agent', () => {
  expect(may(token('admin', ['ticket:read']), 'ticket:read')).toBe(true);
  expect(may(token('admin', ['ticket:read']), 'ticket:write')).toBe(false);
  expect(may(token('agent', ['inbox:write']), 'inbox:write')).toBe(false);
});
