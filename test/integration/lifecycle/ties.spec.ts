import { type LifecycleRig, lifecycleRig } from './rig.js';

let rig: LifecycleRig;
beforeAll(async () => {
  rig = await lifecycleRig();
});
afterAll(() => rig.desk.stop());

async function agents(): Promise<Readonly<Record<string, string>>> {
  for (const role of ['agent', 'supervisor'] as const) await rig.desk.tokenFor(role);
  const { body } = await rig.desk.request('GET', '/api/v1/agents');
  return Object.fromEntries(body.items.map((a) => [String(a['role']), String(a['id'])]));
}

test('agents follow a ticket, themselves or by another one, once', async () => {
  const { agent, admin } = await agents();
  const { id } = await rig.hears('follow-1');
  await rig.act(id, 'followers');
  await rig.act(id, 'followers', { agentId: agent });
  expect((await rig.act(id, 'followers', { agentId: agent })).body).toMatchObject({ followers: [admin, agent].toSorted() });
  expect((await rig.desk.request('DELETE', `/api/v1/tickets/${String(id)}/followers/${String(agent)}`)).status).toBe(204);
  expect(await rig.ticket(id)).toMatchObject({ followers: [admin] });
  expect(await rig.act(id, 'followers', { agentId: id })).toMatchObject({ status: 422, body: { code: 'agent.unknown' } });
  expect(await rig.history(id)).toEqual(['ticket.opened', 'ticket.followed', 'ticket.followed', 'ticket.unfollowed']);
});

test('who is mentioned in a note follows the ticket', async () => {
  const { agent, supervisor } = await agents();
  const { id } = await rig.hears('mention-1');
  const note = await rig.act(id, 'messages', { kind: 'note', text: '@sari look', mentions: [agent, supervisor, agent] });
  expect(note).toMatchObject({ status: 201, body: { kind: 'note', details: { mentions: [agent, supervisor] } } });
  expect((await rig.ticket(id))['followers']).toHaveLength(2);
  expect(await rig.act(id, 'messages', { kind: 'note', text: 'x', mentions: [agent, id] })).toMatchObject({
    status: 422,
    body: { code: 'mention.unknown-agent', agentIds: [id] },
  });
  expect(await rig.act(id, 'messages', { kind: 'reply', text: 'x', mentions: [agent] })).toMatchObject({ status: 422 });
  expect(await rig.texts(id)).toHaveLength(2);
});

test('a relation is seen from both sides, changed and undone from either', async () => {
  const parent = await rig.hears('related-1');
  const child = await rig.hears('related-2');
  const made = await rig.act(parent['id'], 'related', { ticketId: child['id'], kind: 'child' });
  expect(made.body['related']).toEqual([
    { ticketId: child['id'], number: child['number'], subject: 'Halo', statusCategory: 'new', kind: 'child' },
  ]);
  expect(await rig.ticket(child['id'])).toMatchObject({ related: [{ ticketId: parent['id'], kind: 'parent' }] });
  await rig.act(child['id'], 'related', { ticketId: parent['id'], kind: 'duplicate' });
  expect(await rig.ticket(parent['id'])).toMatchObject({ related: [{ ticketId: child['id'], kind: 'duplicate' }] });
  const undo = () => rig.desk.request('DELETE', `/api/v1/tickets/${String(child['id'])}/related/${String(parent['id'])}`);
  expect((await undo()).status).toBe(204);
  expect(await undo()).toMatchObject({ status: 404, body: { code: 'relation.not-found' } });
  expect(await rig.ticket(parent['id'])).toMatchObject({ related: [] });
  expect(await rig.act(child['id'], 'related', { ticketId: child['id'] })).toMatchObject({ status: 422, body: { code: 'ticket.same' } });
});
