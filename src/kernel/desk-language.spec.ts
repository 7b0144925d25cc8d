import { deskLanguage } from './desk-language.js';

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['fr, id;q=0.5, en;q=0.4', 'id'],
  ['en;q=0.2, ID-id;q=0.9', 'id'],
  ['zh;q=0, fr', 'en'],
  ['*', 'en'],
  [';;,,q=1', 'en'],
])('%s is answered in %s', (accepted, language) => {
  expect(deskLanguage(accepted)).toBe(language);
});
