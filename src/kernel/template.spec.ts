import { assert, constantFrom, dictionary, property, string } from 'fast-check';
import { checkTemplate, MISSING, placeholdersOf, renderTemplate } from './template.js';

const fields = { names: ['ticket.number', 'contact.name'], isCustomField: (key: string) => key !== 'forbidden' };

test('values take the place of their fields, blanks inside the braces do not matter', () => {
  const { text } = renderTemplate(
    'Halo {{contact.name}}, tiket {{ ticket.number }}',
    { 'contact.name': 'Ayu', 'ticket.number': '1001' },
    'text',
  );
  expect(text).toBe('Halo Ayu, tiket 1001');
});

test('a missing value leaves a visible gap and is named', () => {
  expect(renderTemplate('Order {{custom.order}}.', { 'custom.order': '' }, 'text')).toEqual({
    text: `Order ${MISSING}.`,
    missing: ['custom.order'],
  });
});

test.each([
  ['{{contact.nmae}}', 'template.unknown-placeholder', { placeholders: ['contact.nmae'] }],
  ['{{custom.forbidden}} {{x}}', 'template.unknown-placeholder', { placeholders: ['custom.forbidden', 'x'] }],
  ['{{#if x}}', 'template.unknown-placeholder', { placeholders: ['#if x'] }],
  ['{{__proto__}}', 'template.unknown-placeholder', { placeholders: ['__proto__'] }],
  ['{{contact.name', 'template.malformed', {}],
  ['contact.name}}', 'template.malformed', {}],
])('%s is refused: %s', (template, code, details) => {
  expect(() => checkTemplate(template, fields)).toThrow(expect.objectContaining({ code, details, kind: 'unprocessable' }));
});

test('single braces mean nothing, and a value is not read as a template', () => {
  expect(() => checkTemplate('{{{contact.name}}} {a}', fields)).not.toThrow();
  expect(renderTemplate('{{contact.name}}', { 'contact.name': '{{ticket.number}}', 'ticket.number': '7' }, 'html').text).toBe(
    '{{ticket.number}}',
  );
});

test('whatever a value holds, it brings no markup into HTML', () => {
  const nasty = constantFrom('<script>', '"><img src=x>', '{{ticket.number}}', "' onload='", '&amp;', 'a\nb');
  assert(
    property(dictionary(constantFrom('contact.name', 'custom.a'), nasty), string(), (values, filler) => {
      const plain = filler.replaceAll(/[{}<>"'&]/g, '');
      const { text } = renderTemplate(`${plain}{{contact.name}}|{{custom.a}}`, values, 'html');
      expect(text.slice(plain.length).replaceAll('<br>', '')).not.toMatch(/[<>"']/);
    }),
  );
});

test('a text without braces is left alone', () => {
  assert(
    property(string(), (text) => {
      const plain = text.replaceAll(/[{}]/g, '');
      expect(placeholdersOf(plain)).toEqual([]);
      expect(renderTemplate(plain, {}, 'text')).toEqual({ text: plain, missing: [] });
    }),
  );
});
