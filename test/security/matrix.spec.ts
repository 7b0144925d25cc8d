import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PERMISSIONS, type Permission, permissionsOf } from '../../src/access/index.js';
import type { Role } from '../../src/kernel/actor.js';
import { newId } from '../../src/kernel/id.js';
import { FakeChannel } from '../kit/fake-channel.js';
import { type Person, person, team, ticket, tokenOf } from '../kit/people.js';
import { routesOf } from '../kit/routes.js';
import { type Answer, type TestDesk, testDesk } from '../kit/test-desk.js';

interface Line {
  readonly route: string;
  readonly needs: string;
}

const lines: readonly Line[] = readFileSync(fileURLToPath(new URL('../../../test/security/routes.txt', import.meta.url)), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => {
    const [route = '', needs = ''] = line.split('→').map((part) => part.trim());
    return { route, needs };
  });

let desk: TestDesk;
let closedTeam: string;
let people: Readonly<Record<string, Person & { readonly role: Role; readonly seesTicket: boolean }>>;

beforeAll(async () => {
  desk = await testDesk({ channels: () => [new FakeChannel().definition()] });
  closedTeam = await team(desk, 'members');
  const make = async (role: Role, inTeam: boolean, seesTicket = inTeam) => ({
    ...(await person(desk, { role, teamIds: inTeam ? [closedTeam] : [] })),
    role,
    seesTicket,
  });
  people = {
    'an agent of the team': await make('agent', true),
    'an agent of another team': await make('agent', false),
    'the supervisor of the team': await make('supervisor', true),
    'another supervisor': await make('supervisor', false),
    'an administrator': await make('admin', false, true),
    'an auditor': await make('auditor', false, true),
  };
});

afterAll(() => desk.stop());

test('every route has a line in routes.txt, and every line a route', () => {
  const written = lines.map((l) => l.route);
  const served = routesOf(desk.app);
  expect(served.length).toBeGreaterThan(40);
  expect({
    'routes without a line': served.filter((route) => !written.includes(route)),
    'lines without a route': written.filter((route) => !served.includes(route)),
    'lines that are there twice': written.filter((route, at) => written.indexOf(route) !== at),
    'lines that ask for something unknown': lines.filter(({ needs }) => !isKnown(needs)).map((l) => l.route),
  }).toEqual({
    'routes without a line': [],
    'lines without a route': [],
    'lines that are there twice': [],
    'lines that ask for something unknown': [],
  });
});

test.each(lines.map((l) => [l.route, l.needs]))('%s → %s', async (route, needs) => {
  const target = await targetOf(route);
  const outcomes: Record<string, string> = {};
  const expected: Record<string, string> = {};
  const ask = async (who: string, token: string | null, outcome: string) => {
    expected[who] = outcome;
    outcomes[who] = outcomeOf(await target(token), route);
  };

  await ask('nobody', null, needs === 'public' ? 'let through' : 'unauthenticated');
  if (needs !== 'public') await askKnown(ask, route, needs);
  expect(outcomes).toEqual(expected);
});

type Ask = (who: string, token: string | null, outcome: string) => Promise<void>;

async function askKnown(ask: Ask, route: string, needs: string): Promise<void> {
  await ask('a forged token', 'parley_forged', 'unauthenticated');
  if (isPermission(needs)) await askWithScopes(ask, needs);
  // Who is refused comes first: who is let through may change the ticket.
  for (const [who, { role, seesTicket, token }] of Object.entries(people).toSorted(
    ([, a], [, b]) => Number(a.seesTicket) - Number(b.seesTicket),
  )) {
    const allowed = !isPermission(needs) || permissionsOf(role).includes(needs);
    await ask(who, token, allowed ? (seesTicket || !namesTicket(route) ? 'let through' : 'not there') : 'forbidden');
  }
}

async function askWithScopes(ask: Ask, needs: Permission): Promise<void> {
  await ask('a token without scopes', await tokenWith([]), 'forbidden');
  await ask('a token with every other scope', await tokenWith(PERMISSIONS.filter((p) => p !== needs)), 'forbidden');
  await ask('a token with this scope only', await tokenWith([needs]), 'let through');
}

const tokens = new Map<string, Promise<string>>();

/** Of the administrator; routes that need the same share one. */
function tokenWith(scopes: readonly Permission[]): Promise<string> {
  const found = tokens.get(scopes.join()) ?? tokenOf(desk, people['an administrator']?.id ?? '', scopes);
  tokens.set(scopes.join(), found);
  return found;
}

test('no other spelling of an address goes around the guard', async () => {
  const spellings: readonly ((path: string) => string)[] = [
    (p) => `/${p}`,
    (p) => `${p}/`,
    (p) => `${p}/.`,
    (p) => `${p}//`,
    (p) => p.replace('/api', '/./api'),
    (p) => p.replace('/v1/', '/v1//'),
    (p) => p.replace('/v1/', '/v1%2F'),
    (p) => p.replace('/v1/', '/v1/%2e/'),
    (p) => p.toUpperCase(),
    (p) => `${p}?_method=GET`,
  ];
  for (const { route, needs } of lines.filter((l) => l.route.startsWith('GET ') && l.needs !== 'public')) {
    const path = (route.split(' ')[1] ?? '').replaceAll(/:\w+/g, () => newId());
    for (const spelling of spellings) {
      const { status } = await desk.request('GET', spelling(path), { token: null, headers: { 'x-http-method-override': 'GET' } });
      expect([spelling(path), needs, [400, 401, 404].includes(status)]).toEqual([spelling(path), needs, true]);
    }
  }
});

/** Sends the route's request as somebody: to a ticket of the closed team where the address names one, without a body. */
async function targetOf(route: string): Promise<(token: string | null) => Promise<Answer>> {
  const [method = '', pattern = ''] = route.split(' ');
  const idsOf = async (): Promise<Record<string, string>> => (namesTicket(route) ? namedOf(route) : {});
  const shared = await idsOf();
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: {} };
  return async (token) => {
    // What is deleted is not there for the next one.
    const ids = method === 'DELETE' ? await idsOf() : shared;
    const path = pattern.replaceAll(/:(\w+)/g, (_whole, name: string) => ids[name] ?? newId()).replace('*', 'events');
    return desk.request(method, path, { token, ...body, headers: { accept: 'application/json' } });
  };
}

const TICKET = /\/(tickets|messages|attachments)\/:(\w+)/;

function namesTicket(route: string): boolean {
  return TICKET.test(route);
}

async function namedOf(route: string): Promise<Record<string, string>> {
  const [, what = '', name = ''] = TICKET.exec(route) ?? [];
  const ticketId = await ticket(desk, { teamId: closedTeam });
  if (what === 'tickets') return { [name]: ticketId, otherId: await ticket(desk, { teamId: closedTeam }) };
  const { rows } = await desk.pool.query<{ id: string }>('select id from message where ticket_id = $1', [ticketId]);
  const messageId = rows[0]?.id ?? '';
  const id = newId();
  if (what === 'messages') {
    await desk.pool.query(
      `insert into delivery (id, message_id, ticket_id, inbox_id, conversation_id, recipient, cc, state, attempts, external_ids, created_at, updated_at)
       values ($1, $2, $3, $1, $1, '{}', '{}', 'accepted', 1, '{}', now(), now())`,
      [id, messageId, ticketId],
    );
    return { [name]: messageId };
  }
  await desk.pool.query(
    `insert into attachment (id, message_id, ticket_id, position, filename, content_type, bytes, state, created_at)
     values ($1, $2, $3, 0, 'receipt.png', 'image/png', 3, 'pending', now())`,
    [id, messageId, ticketId],
  );
  return { [name]: id };
}

function outcomeOf({ status, body }: Answer, route: string): string {
  const code = String(body['code'] ?? '');
  if (code === 'access.unauthenticated') return 'unauthenticated';
  if (code === 'access.forbidden') return 'forbidden';
  if (namesTicket(route) && ['ticket.not-found', 'message.not-found', 'attachment.not-found'].includes(code)) return 'not there';
  return status < 500 ? 'let through' : `failed with ${status}`;
}

function isPermission(needs: string): needs is Permission {
  return (PERMISSIONS as readonly string[]).includes(needs);
}

function isKnown(needs: string): boolean {
  return needs === 'public' || needs === 'anyone-known' || isPermission(needs);
}
