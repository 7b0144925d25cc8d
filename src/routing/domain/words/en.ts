import type { RoutingWords } from './words.js';

export const EN: RoutingWords = {
  by: {
    sticky: 'who knows this customer',
    'round-robin': 'whose turn it was',
    'least-loaded': 'who carried the least',
    'longest-idle': 'who had waited longest for work',
  },
  verdicts: {
    full: 'at capacity',
    busy: 'busy',
    away: 'away',
    offline: 'offline',
    skill: 'without the skills',
    language: 'not speaking the language',
  },
  facts: { team: 'team', priority: 'priority', category: 'category', language: 'language', tags: 'tags', skills: 'required skills' },
  separator: ', ',
  minutes: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
  given: ({ agent, why, load, waited }) =>
    `Given to ${agent}, ${why},${load === null ? '' : ` with ${load.carried} of ${load.capacity} units`} after ${waited}.`,
  others: (possible, why) => {
    const could = possible === 0 ? 'Nobody else could' : `${possible} more could`;
    return why === '' ? `${could}.` : `${could}; others not: ${why}.`;
  },
  byHand: (actor, { agent, team }) => {
    const to = [agent, team === null ? null : `team ${team}`].filter((one) => one !== null).join(' of ');
    return to === '' ? `Left without team and agent by ${actor}.` : `Given to ${to} by ${actor}.`;
  },
  left: (agent) => `Taken from ${agent}, who does not work with tickets any more.`,
  leftTeam: (agent) => `Taken from ${agent}, who does not belong to the team any more.`,
  abandoned: (agent, status, span) => `Taken from ${agent}, who had been ${status} for ${span} while the customer waited live.`,
  overflowed: (from, to, span) => `Moved from ${from} to ${to}, because nobody of ${from} took it within ${span}.`,
  aboutToBeGiven: (team) => `It is about to be given to somebody of ${team}.`,
  noMembers: (team) => `It waits: ${team} has no members.`,
  nobodyCan: (team, why) => `It waits: nobody of ${team} can take it now (${why}).`,
  noRules: () => 'There are no rules: it stays with the team of its inbox.',
  noneMatched: (count) => `None of ${count} rules matched: it stays with the team of its inbox.`,
  rule: (names, set) => `Rule ${names.map((name) => `"${name}"`).join(', then ')} matched${set === '' ? '' : ` and set ${set}`}.`,
};
