import type { Decision, Weighed } from './decision.js';

const BY: Readonly<Record<string, string>> = {
  sticky: 'who knows this customer',
  'round-robin': 'whose turn it was',
  'least-loaded': 'who carried the least',
  'longest-idle': 'who had waited longest for work',
};

const WHY: readonly (readonly [keyof Weighed['counts'], string])[] = [
  ['full', 'at capacity'],
  ['busy', 'busy'],
  ['away', 'away'],
  ['offline', 'offline'],
  ['skill', 'without the skills'],
  ['language', 'not speaking the language'],
];

/** JSON in the database keeps no order. */
const SET = [
  ['team', 'team'],
  ['priority', 'priority'],
  ['category', 'category'],
  ['language', 'language'],
  ['tags', 'tags'],
  ['skills', 'required skills'],
] as const;

/** A decision as a supervisor would say it. */
export function sentenceFor(decision: Decision): string {
  switch (decision.kind) {
    case 'routed':
      return routedSentence(decision.reasons);
    case 'assigned': {
      const { agent, by, candidates } = decision.reasons;
      const chosen = candidates.find((c) => c.verdict === 'chosen');
      const load = chosen === undefined ? '' : ` with ${chosen.load} of ${chosen.capacity} units`;
      return `Given to ${agent.name}, ${BY[by] ?? by},${load} after ${minutes(decision.reasons.waitedMinutes)}. ${others(decision.reasons)}`.trim();
    }
    case 'by-hand': {
      const { actor, agent, team } = decision.reasons;
      const to = [agent, team === null ? null : `team ${team}`].filter((one) => one !== null).join(' of ');
      return to === '' ? `Left without team and agent by ${actor}.` : `Given to ${to} by ${actor}.`;
    }
    case 'released': {
      const { agent, status } = decision.reasons;
      if (!('awayMinutes' in decision.reasons)) return `Taken from ${agent.name}, who does not work with tickets any more.`;
      return `Taken from ${agent.name}, who had been ${status} for ${minutes(decision.reasons.awayMinutes)} while the customer waited live.`;
    }
    case 'overflowed': {
      const { from, to, waitedMinutes } = decision.reasons;
      return `Moved from ${from.name} to ${to.name}, because nobody of ${from.name} took it within ${minutes(waitedMinutes)}.`;
    }
  }
}

/** Why a ticket waits although it could be handed out. */
export function waitingSentence(team: string, found: Weighed): string {
  if ((found.counts.possible ?? 0) + (found.counts.chosen ?? 0) > 0) return `It is about to be given to somebody of ${team}.`;
  const why = reasonsOf(found);
  return why === '' ? `It waits: ${team} has no members.` : `It waits: nobody of ${team} can take it now (${why}).`;
}

function routedSentence({ rules, set, looked, passedOver }: Extract<Decision, { kind: 'routed' }>['reasons']): string {
  if (rules.length === 0) {
    const count = looked.length + passedOver;
    return count === 0
      ? 'There are no rules: it stays with the team of its inbox.'
      : `None of ${count} rules matched: it stays with the team of its inbox.`;
  }
  const names = rules.map((r) => `"${r.name}"`).join(', then ');
  const what = SET.flatMap(([key, words]) => {
    const value = set[key];
    if (value === undefined) return [];
    return [key === 'skills' ? words : `${words} ${Array.isArray(value) ? value.join(', ') : String(value)}`];
  });
  return `Rule ${names} matched${what.length === 0 ? '' : ` and set ${what.join(', ')}`}.`;
}

function others(found: Weighed): string {
  const possible = found.counts.possible ?? 0;
  const why = reasonsOf(found);
  const could = possible === 0 ? 'Nobody else could' : `${possible} more could`;
  return why === '' ? `${could}.` : `${could}; others not: ${why}.`;
}

function reasonsOf({ counts }: Weighed): string {
  return WHY.flatMap(([verdict, words]) => (counts[verdict] === undefined ? [] : [`${counts[verdict]} ${words}`])).join(', ');
}

function minutes(count: number): string {
  const rounded = Math.round(count);
  return rounded === 1 ? '1 minute' : `${rounded} minutes`;
}
