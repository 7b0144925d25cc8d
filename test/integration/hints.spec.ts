import { systemActor } from '../../src/kernel/actor.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { TICKETS_TOPIC } from '../../src/platform/hints/hint-bus.js';
import { PostgresHints } from '../../src/platform/hints/postgres-hints.js';
import { type TestDesk, testDesk } from '../kit/test-desk.js';

let desk: TestDesk;

beforeAll(async () => {
  desk = await testDesk();
});

afterAll(() => desk.stop());

test('who hears of a change may begin a transaction of its own', async () => {
  const heard = new Promise<string>((resolve, reject) => {
    const unsubscribe = desk.app.get(PostgresHints).subscribe(TICKETS_TOPIC, () => {
      unsubscribe();
      setImmediate(() => {
        desk.app
          .get(UnitOfWork)
          .run(systemActor('test'), async () => 'done')
          .then(resolve, reject);
      });
    });
  });
  await desk.request('POST', '/api/v1/tickets', {
    body: { subject: 'a', text: 'b', contact: { identities: [{ kind: 'email', value: 'ada@example.com' }] } },
  });
  expect(await heard).toBe('done');
});

test('a hearer that fails does not make what was committed look undone', async () => {
  const unsubscribe = desk.app.get(PostgresHints).subscribe(TICKETS_TOPIC, () => {
    throw new Error('a mistake of the hearer');
  });
  const body = { subject: 'a', text: 'b', contact: { identities: [{ kind: 'email', value: 'budi@example.com' }] } };
  expect((await desk.request('POST', '/api/v1/tickets', { body })).status).toBe(201);
  unsubscribe();
});
