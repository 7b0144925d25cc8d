import * as fc from 'fast-check';
import { Client } from 'pg';
import { VIEW_FIELDS } from '../../../src/api/views/view-checks.js';
import { type Condition, type Facts, type FieldCatalogue, type FieldType, holds, type Operator } from '../../../src/kernel/condition.js';
import { parseCondition } from '../../../src/kernel/condition-check.js';
import { ticketFacts } from '../../../src/tickets/domain/ticket-facts.js';
import { conditionSql } from '../../../src/views/condition-sql.js';
import { type TestDatabase, testDatabase } from '../../kit/database.js';

const now = new Date('2026-03-02T09:00:00.000Z');
const catalogue: FieldCatalogue = {
  ...VIEW_FIELDS,
  status: { kind: 'choice', values: ['new', 'Open', 'waiting for parts', 'resolved'] },
  category: { kind: 'choice', values: ['general', 'refund', 'REFUND'] },
  'custom.note': { kind: 'text' },
  'custom.amount': { kind: 'number' },
  'custom.vip': { kind: 'boolean' },
  'custom.day': { kind: 'instant' },
  'custom.colours': { kind: 'list' },
  'custom.size': { kind: 'ordered', values: ['S', 'M', 'L'] },
};

const WORDS = [
  'refund',
  'Refund',
  'REFUND',
  '退款',
  '退款进度',
  'Überweisung',
  'überweisung',
  'İstanbul',
  'istanbul',
  'ΟΔΟΣ',
  'οδος',
  'ｒｅｆｕｎｄ',
  'a%b_c',
  "o'clock",
  'vip',
  'VIP',
  'x',
  ' ',
  'ﬁn',
  '№',
];
const IDS = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'];
const word = fc
  .oneof(
    { weight: 5, arbitrary: fc.constantFrom(...WORDS) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }) },
  )
  .map((text) => text.toWellFormed().replaceAll('\u0000', ' '));
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));
const id = fc.constantFrom(...IDS);
const instant = fc.integer({ min: -3, max: 3 }).map((minutes) => new Date(now.getTime() + minutes * 60_000));
const oneOf = (field: string) => fc.constantFrom(...((catalogue[field] as { values?: readonly string[] }).values ?? ['']));

const ticket = fc.record({
  subject: fc.oneof(phrase, fc.constant('')),
  status: oneOf('status'),
  statusCategory: oneOf('statusCategory'),
  priority: fc.integer({ min: 1, max: 4 }),
  category: oneOf('category'),
  channel: word,
  inboxId: fc.option(id),
  teamId: fc.option(id),
  assigneeId: fc.option(id),
  language: fc.option(fc.constantFrom('id', 'ID', 'zh', '')),
  tags: fc.uniqueArray(word, { maxLength: 3 }),
  createdAt: instant,
  lastMessageAt: instant,
  waitingSince: fc.option(instant),
  dueAt: fc.option(instant),
  resolvedAt: fc.option(instant),
  contactId: id,
  contactName: fc.oneof(phrase, fc.constant('')),
  contactTier: fc.option(word),
  customFields: fc.record(
    {
      note: fc.oneof(phrase, fc.constant(''), fc.constant(null), fc.integer()),
      amount: fc.oneof(fc.integer({ min: -2, max: 2 }), fc.constantFrom(0.1, 0.30000000000000004, 1e21), fc.constant('1')),
      vip: fc.oneof(fc.boolean(), fc.constant('true')),
      day: fc.constantFrom('2026-03-02', '2026-03-02T09:00:00Z', '2026-03-02T08:59:59.999Z', 'soon', '', '2026-03-01'),
      colours: fc.oneof(fc.array(word, { maxLength: 3 }), word),
      size: fc.constantFrom('S', 'M', 'L', 'XL'),
    },
    { requiredKeys: [] },
  ),
}); // biome-ignore format: one column a line
type Ticket = typeof ticket extends fc.Arbitrary<infer T> ? T : never;

const OPERATORS: Readonly<Record<FieldType['kind'], readonly Operator[]>> = {
  text: ['is', 'is-not', 'in', 'not-in', 'contains', 'not-contains', 'contains-any', 'exists', 'missing'],
  id: ['is', 'is-not', 'in', 'not-in', 'exists', 'missing'],
  number: ['is', 'is-not', 'at-least', 'at-most', 'exists', 'missing'],
  instant: ['before', 'after', 'older-than-minutes', 'newer-than-minutes', 'exists', 'missing'],
  boolean: ['is', 'is-not'],
  list: ['contains', 'not-contains', 'contains-any', 'contains-all', 'exists', 'missing'],
  choice: ['is', 'is-not', 'in', 'not-in', 'exists', 'missing'],
  ordered: ['is', 'is-not', 'in', 'not-in', 'at-least', 'at-most'],
};

const comparison = fc.constantFrom(...Object.keys(catalogue)).chain((field) => {
  const type = catalogue[field] ?? { kind: 'text' };
  return fc
    .constantFrom(...OPERATORS[type.kind])
    .chain((operator) => valueFor(type, operator).map((value) => ({ field, operator, ...(value === null ? {} : { value }) })));
});

function valueFor(type: FieldType, operator: Operator): fc.Arbitrary<unknown> {
  if (operator === 'exists' || operator === 'missing') return fc.constant(null);
  if (operator.endsWith('minutes')) return fc.integer({ min: 0, max: 3 });
  const values = 'values' in type ? type.values : undefined;
  const single: fc.Arbitrary<unknown> =
    type.kind === 'id' ? id
    : type.kind === 'number' ? fc.oneof(fc.integer({ min: -2, max: 2 }), fc.constantFrom(0.1, 0.30000000000000004, 1e21))
    : type.kind === 'boolean' ? fc.boolean()
    : type.kind === 'instant' ? fc.oneof(instant.map((at) => at.toISOString()), fc.constantFrom('2026-03-02', '2026-03-02T16:00:00+07:00', '1960-01-01'))
    : values === undefined ? word : fc.constantFrom(...values); // biome-ignore format: a table
  const listed = ['in', 'not-in', 'contains-any', 'contains-all'].includes(operator);
  return listed ? fc.array(single, { minLength: 1, maxLength: 3 }) : single;
}

const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    comparison as fc.Arbitrary<Condition>,
    fc.record({ all: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ not: tie('tree') }),
  ),
}));

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await testDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  // The columns alone: what a ticket refers to does not matter here.
  await client.query('create temporary table t (like ticket)');
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

const factsOf = (given: Ticket): Facts => ({
  ...ticketFacts({ ...given, statusCategory: given.statusCategory } as never),
  dueAt: given.dueAt?.toISOString() ?? null,
  resolvedAt: given.resolvedAt?.toISOString() ?? null,
});

/** One round trip for each case: the tickets as rows of a jsonb value, in the types of the table. */
async function found(condition: Condition, tickets: readonly Ticket[]): Promise<readonly number[]> {
  const rows = tickets.map(
    ({ statusCategory, inboxId, teamId, assigneeId, contactId, contactName, contactTier, customFields, ...one }, number) => ({
      number,
      ...one,
      status_category: statusCategory,
      inbox_id: inboxId,
      team_id: teamId,
      assignee_id: assigneeId,
      created_at: one.createdAt,
      last_message_at: one.lastMessageAt,
      waiting_since: one.waitingSince,
      due_at: one.dueAt,
      resolved_at: one.resolvedAt,
      contact_id: contactId,
      contact_name: contactName,
      contact_tier: contactTier,
      custom_fields: customFields,
    }),
  );
  const values: unknown[] = [JSON.stringify(rows), now];
  const where = conditionSql(condition, { catalogue, now: '$2::timestamptz', bind: (value) => `$${values.push(value)}` });
  const { rows: hits } = await client.query<{ number: string }>(
    `select t.number from jsonb_populate_recordset(null::t, $1::jsonb) t where $2::timestamptz is not null and ${where} order by 1`,
    values,
  );
  return hits.map((r) => Number(r.number));
}

test('PostgreSQL finds exactly the tickets of which the condition holds', async () => {
  await fc.assert(
    fc.asyncProperty(tree, fc.array(ticket, { minLength: 1, maxLength: 12 }), async (given, tickets) => {
      const condition = parseCondition(given, catalogue);
      const expected = tickets.flatMap((one, i) => (holds(condition, factsOf(one), { now, catalogue }) ? [i] : []));
      expect(await found(condition, tickets)).toEqual(expected);
    }),
    { numRuns: 2_000 },
  );
});

test('every operator of every kind of field is compared, not only the likely ones', async () => {
  for (const [field, type] of Object.entries(catalogue)) {
    for (const operator of OPERATORS[type.kind]) {
      const condition = valueFor(type, operator).map(
        (value): Condition => ({ field, operator, ...(value === null ? {} : { value: value as string }) }),
      );
      await fc.assert(
        fc.asyncProperty(condition, fc.array(ticket, { minLength: 8, maxLength: 8 }), async (given, tickets) => {
          const checked = parseCondition(given, catalogue);
          const expected = tickets.flatMap((one, i) => (holds(checked, factsOf(one), { now, catalogue }) ? [i] : []));
          expect(await found(checked, tickets)).toEqual(expected);
        }),
        { numRuns: 10 },
      );
    }
  }
});
