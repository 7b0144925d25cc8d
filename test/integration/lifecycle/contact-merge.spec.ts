import { type LifecycleRig, lifecycleRig } from './rig.js';

let rig: LifecycleRig;
beforeAll(async () => {
  rig = await lifecycleRig();
});
afterAll(() => rig.desk.stop());

const api = (method: string, path: string, body?: object, token?: string) =>
  rig.desk.request(method, `/api/v1/contacts/${path}`, {
    ...(body === undefined ? {} : { body }),
    ...(token === undefined ? {} : { token }),
  });
const valuesOf = async (id: string) => ((await api('GET', id)).body['identities'] as { value: string }[]).map((i) => i.value).toSorted();

test('a preview tells what comes together and where the two differ', async () => {
  await rig.hears('preview-1');
  await rig.hears('preview-2');
  const [a, b] = [await rig.contactOf('preview-1'), await rig.contactOf('preview-2')];
  await api('PATCH', a, { tier: 'gold' });
  await api('PATCH', b, { tier: 'silver' });
  const { body } = await api('GET', `${a}/merge-preview?intoId=${b}`);
  expect(body).toMatchObject({
    going: { id: a, tickets: 1, openTickets: 1, identities: [{ value: 'preview-1' }] },
    staying: { id: b, tickets: 1 },
    conflicts: [
      { field: 'name', theirs: 'preview-1', ours: 'preview-2' },
      { field: 'tier', theirs: 'gold', ours: 'silver' },
    ],
  });
});

test("accounts and tickets become the other one's, and go back; what came later stays", async () => {
  const first = await rig.hears('join-1', 'one');
  await rig.hears('join-2', 'two');
  const [a, b] = [await rig.contactOf('join-1'), await rig.contactOf('join-2')];
  await api('PATCH', a, { tier: 'gold', language: 'zh' });
  const before = (await api('GET', b)).body;
  expect((await api('POST', `${a}/merge`, { intoId: b, take: ['tier'] })).status).toBe(204);
  expect(await valuesOf(b)).toEqual(['join-1', 'join-2']);
  expect((await api('GET', a)).body).toMatchObject({ mergedIntoId: b, identities: [] });
  expect((await api('GET', b)).body).toMatchObject({ name: 'join-2', tier: 'gold' });
  expect((await rig.desk.request('GET', '/api/v1/contacts')).body.items.map((c) => c['id'])).not.toContain(a);
  expect(await rig.ticket(first['id'])).toMatchObject({ contact: { id: b, name: 'join-2' } });
  expect(await rig.history(first['id'])).toContain('ticket.contact-merged');
  await rig.hears('join-1', 'still me');
  expect(await rig.texts(first['id'])).toEqual(['one', 'still me']);
  await rig.hears('join-1', 'x', {
    conversation: 'join-1-again',
    from: { kind: 'fake', scope: '', value: 'join-1', displayName: 'x', verified: true },
  });
  expect((await api('POST', `${a}/unmerge`)).status).toBe(204);
  expect(await valuesOf(a)).toEqual(['join-1']);
  expect(await valuesOf(b)).toEqual(['join-2']);
  expect((await api('GET', b)).body).toEqual({ ...before, version: expect.any(Number) });
  expect(await rig.ticket(first['id'])).toMatchObject({ contact: { id: a, name: 'join-1' } });
  expect(await rig.ticketsOf('join-2')).toHaveLength(2); // opened after the merge: it stays
  await rig.hears('join-1', 'and still me');
  expect(await rig.texts(first['id'])).toEqual(['one', 'still me', 'and still me']);
  expect(await api('POST', `${a}/unmerge`)).toMatchObject({ status: 409, body: { code: 'contact.not-merged' } });
});

test('step by step, neither into itself nor into what is gone, and by supervisors only', async () => {
  for (const who of ['step-1', 'step-2', 'step-3']) await rig.hears(who);
  const [a, b, c] = [await rig.contactOf('step-1'), await rig.contactOf('step-2'), await rig.contactOf('step-3')];
  const agent = await rig.desk.tokenFor('agent');
  expect((await api('POST', `${a}/merge`, { intoId: b }, agent)).status).toBe(403);
  expect(await api('POST', `${a}/merge`, { intoId: a })).toMatchObject({ status: 422, body: { code: 'contact.same' } });
  const supervisor = await rig.desk.tokenFor('supervisor');
  expect((await api('POST', `${a}/merge`, { intoId: b }, supervisor)).status).toBe(204);
  expect(await api('POST', `${c}/merge`, { intoId: a })).toMatchObject({ status: 409, body: { code: 'contact.merged', mergedIntoId: b } });
  expect(await api('PATCH', a, { name: 'Nobody' })).toMatchObject({ status: 409, body: { code: 'contact.merged' } });
  await api('POST', `${b}/merge`, { intoId: c });
  expect(await valuesOf(c)).toEqual(['step-1', 'step-2', 'step-3']);
  expect(await api('POST', `${a}/unmerge`)).toMatchObject({ status: 409, body: { code: 'contact.merged-further' } });
  await api('POST', `${b}/unmerge`);
  await api('POST', `${a}/unmerge`);
  expect([await valuesOf(a), await valuesOf(b), await valuesOf(c)]).toEqual([['step-1'], ['step-2'], ['step-3']]);
});

test('who writes while their contacts are merged is heard in their ticket', async () => {
  const ticket = await rig.hears('busy-1', 'start');
  await rig.hears('busy-2');
  const [a, b] = [await rig.contactOf('busy-1'), await rig.contactOf('busy-2')];
  for (let n = 0; n < 10; n++) {
    const merging = api('POST', `${a}/merge`, { intoId: b });
    await rig.hears('busy-1', `m${n}`);
    expect((await merging).status).toBe(204);
    const undoing = api('POST', `${a}/unmerge`);
    await rig.hears('busy-1', `u${n}`);
    expect((await undoing).status).toBe(204);
    await rig.desk.exhaustJobs();
  }
  expect(await rig.texts(ticket['id'])).toHaveLength(21);
});
