import { nameless } from './nameless.js';

test('numbers, addresses and the company’s own ids name somebody; ids of browsers and networks do not', () => {
  expect(nameless({ kind: 'phone', value: '+6281234567890' })).toBe('+6281234567890');
  expect(nameless({ kind: 'email', value: 'sari@example.com', isOpaque: false })).toBe('sari@example.com');
  expect(nameless({ kind: 'visitor', value: '6UPzDAi5EcgfPstNpA_-Bg', isOpaque: true })).toBe('Visitor pABg');
  expect(nameless({ kind: 'messenger', value: '7000000098119', isOpaque: true })).toBe('Messenger 8119');
});
