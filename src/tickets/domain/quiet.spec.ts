import { plusMinutes, systemClock } from '../../kernel/clock.js';
import { noticeText, quietStep } from './quiet.js';

const now = systemClock.now();
const daysAgo = (days: number | null) => (days === null ? null : plusMinutes(now, -days * 24 * 60));
const RULES = { autoCloseDays: 7, autoCloseNoticeDays: 2 };

test.each([
  ['pending', 4.9, null, RULES, 'nothing'],
  ['pending', 5, null, RULES, 'notice'],
  ['pending', 6.9, 1.9, RULES, 'nothing'],
  ['pending', 7, 2, RULES, 'close'],
  ['resolved', 30, null, RULES, 'notice'],
  ['resolved', 32, 2, RULES, 'close'],
  ['open', 30, null, RULES, 'nothing'],
  ['on_hold', 30, null, RULES, 'nothing'],
  ['pending', null, null, RULES, 'nothing'],
  ['pending', 30, null, { autoCloseDays: null, autoCloseNoticeDays: 2 }, 'nothing'],
  ['pending', 6.9, null, { autoCloseDays: 7, autoCloseNoticeDays: 0 }, 'nothing'],
  ['pending', 7, null, { autoCloseDays: 7, autoCloseNoticeDays: 0 }, 'close'],
] as const)('%s, quiet for %s days, told %s days ago: %j %s', (statusCategory, quiet, told, rules, step) => {
  expect(quietStep({ statusCategory, quietSince: daysAgo(quiet), closeNoticeAt: daysAgo(told) }, rules, now)).toBe(step);
});

test.each([
  [{}, ['id-ID', 'en'], /2 hari/],
  [{}, ['fr', 'zh-Hans'], /2 天/],
  [{}, ['fr', 'de'], /in 2 day/],
  [{ fr: 'Fermé dans {{days}} jours' }, ['fr-CA', 'en'], /^Fermé dans 2 jours$/],
  [{ en: 'Ours' }, ['id', 'en'], /^Ours$/],
] as const)('own words %j, languages %j', (given, languages, expected) => {
  expect(noticeText(given, languages, RULES)).toMatch(expected);
});
