import { DomainError } from '../../kernel/domain-error.js';
import {
  type CustomField,
  type CustomFieldKind,
  customCatalogue,
  missingOnResolve,
  readCustomValue,
  withCustomValues,
} from './custom-field.js';

const field = (key: string, kind: CustomFieldKind, over: Partial<CustomField> = {}): CustomField => ({
  key,
  kind,
  labels: {},
  options: kind === 'list' ? ['bca', 'mandiri'] : [],
  requiredOnResolve: false,
  enabled: true,
  position: 1,
  ...over,
});
const FIELDS = [
  field('order', 'text'),
  field('amount', 'number'),
  field('paidOn', 'date'),
  field('bank', 'list'),
  field('vip', 'checkbox'),
];

function isTaken(given: Readonly<Record<string, unknown>>): boolean {
  try {
    return Object.keys(withCustomValues({}, given, FIELDS)).length === 1;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'ticket.custom-field-invalid') return false;
    throw error;
  }
}

test.each([
  ['order', 'A-17', true],
  ['order', 17, false],
  ['order', 'x'.repeat(2_001), false],
  ['amount', 12.5, true],
  ['amount', '12.5', false],
  ['amount', Number.NaN, false],
  ['paidOn', '2028-02-29', true],
  ['paidOn', '2026-02-29', false],
  ['paidOn', '2026-04-31', false],
  ['paidOn', '2026-13-01', false],
  ['paidOn', '1.4.2026', false],
  ['bank', 'bca', true],
  ['bank', 'other', false],
  ['vip', false, true],
  ['vip', 'yes', false],
  ['unheardOf', 'x', false],
  ['toString', 'x', false],
] as const)('%s = %p: %s', (key, value, isRight) => {
  expect(isTaken({ [key]: value })).toBe(isRight);
});

test('what is given replaces, null takes away, the rest stays', () => {
  expect(withCustomValues({ order: 'A', amount: 1, vip: true }, { amount: 2, order: null }, FIELDS)).toEqual({ amount: 2, vip: true });
});

test('a value of a field that was switched off stays and can be taken by nobody', () => {
  const off = [field('order', 'text', { enabled: false })];
  expect(withCustomValues({ order: 'A' }, {}, off)).toEqual({ order: 'A' });
  expect(() => withCustomValues({}, { order: 'B' }, off)).toThrow('there is no such field');
});

test('what must be known before the end', () => {
  const fields = [field('order', 'text', { requiredOnResolve: true }), field('vip', 'checkbox', { requiredOnResolve: true })];
  expect(missingOnResolve({}, fields)).toEqual(['order', 'vip']);
  expect(missingOnResolve({ order: '', vip: false }, fields)).toEqual(['order']);
  expect(missingOnResolve({ order: 'A', vip: false }, fields)).toEqual([]);
});

test.each([
  ['amount', '12', 12],
  ['amount', 'twelve', null],
  ['amount', '', null],
  ['vip', 'true', true],
  ['vip', '1', null],
  ['bank', 'bca', 'bca'],
  ['bank', 'other', null],
] as const)('a filter %s:%s asks for %p', (key, text, value) => {
  const asked = FIELDS.find((f) => f.key === key) ?? field(key, 'text');
  expect(readCustomValue(asked, text)).toBe(value);
});

test('conditions know the fields by their types', () => {
  expect(customCatalogue([...FIELDS, field('old', 'text', { enabled: false })])).toEqual({
    'custom.order': { kind: 'text' },
    'custom.amount': { kind: 'number' },
    'custom.paidOn': { kind: 'instant' },
    'custom.bank': { kind: 'choice', values: ['bca', 'mandiri'] },
    'custom.vip': { kind: 'boolean' },
  });
});
