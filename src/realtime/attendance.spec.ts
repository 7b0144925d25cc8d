import type { AgentId, TicketId } from '../kernel/id.js';
import { Attendance, HOLDS_MS } from './attendance.js';

const ticketId = 'ticket' as TicketId;
const at = (agentId: string, connectionId: string, attention: 'viewing' | 'replying' | 'noting' | null) => ({
  ticketId,
  agentId: agentId as AgentId,
  connectionId,
  attention,
});

test('says each agent once, with what is closest to an answer', () => {
  const attendance = new Attendance();
  expect(attendance.note(at('sari', 'tab 1', 'viewing'), 0)).toBe(true);
  expect(attendance.note(at('sari', 'tab 2', 'replying'), 0)).toBe(true);
  expect(attendance.note(at('wei', 'tab 3', 'noting'), 0)).toBe(true);
  expect(attendance.at(ticketId)).toEqual([
    { agentId: 'sari', attention: 'replying' },
    { agentId: 'wei', attention: 'noting' },
  ]);
  expect(attendance.note(at('sari', 'tab 1', null), 0)).toBe(false);
  expect(attendance.note(at('sari', 'tab 2', null), 0)).toBe(true);
  expect(attendance.at(ticketId)).toEqual([{ agentId: 'wei', attention: 'noting' }]);
});

test('holds for ten seconds from the last time it was said, and repeating it tells nobody anything', () => {
  const attendance = new Attendance();
  attendance.note(at('sari', 'tab', 'viewing'), 0);
  expect(attendance.note(at('sari', 'tab', 'viewing'), 5_000)).toBe(false);
  expect(attendance.expire(HOLDS_MS)).toEqual([]);
  expect(attendance.expire(5_000 + HOLDS_MS)).toEqual([ticketId]);
  expect(attendance.at(ticketId)).toEqual([]);
  expect(attendance.expire(100_000)).toEqual([]);
});
