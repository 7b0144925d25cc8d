import type { DeskLanguage } from '../../kernel/desk-language.js';
import type { Decision, Weighed } from './decision.js';
import { EN } from './words/en.js';
import { ID } from './words/id.js';
import type { RoutingWords } from './words/words.js';
import { ZH } from './words/zh.js';

const WORDS: Readonly<Record<DeskLanguage, RoutingWords>> = { en: EN, id: ID, zh: ZH };

/** JSON in the database keeps no order. */
const VERDICTS = ['full', 'busy', 'away', 'offline', 'skill', 'language'] as const;
const FACTS = ['team', 'priority', 'category', 'language', 'tags', 'skills'] as const;

/** A decision as a supervisor would say it. */
export function sentenceFor(decision: Decision, language: DeskLanguage): string {
  const words = WORDS[language];
  const span = (minutes: number) => words.minutes(Math.round(minutes));
  switch (decision.kind) {
    case 'routed':
      return routedSentence(decision.reasons, words);
    case 'assigned': {
      const { agent, by, candidates, waitedMinutes } = decision.reasons;
      const chosen = candidates.find((c) => c.verdict === 'chosen');
      const load = chosen === undefined ? null : { carried: chosen.load, capacity: chosen.capacity };
      const given = words.given({ agent: agent.name, why: words.by[by] ?? by, load, waited: span(waitedMinutes) });
      return `${given} ${words.others(decision.reasons.counts.possible ?? 0, whyNot(decision.reasons, words))}`;
    }
    case 'by-hand': {
      const { actor, agent, team } = decision.reasons;
      return words.byHand(actor, { agent, team });
    }
    case 'released': {
      const { agent, status } = decision.reasons;
      if (!('awayMinutes' in decision.reasons)) return status === 'gone' ? words.left(agent.name) : words.leftTeam(agent.name);
      return words.abandoned(agent.name, status, span(decision.reasons.awayMinutes));
    }
    case 'overflowed': {
      const { from, to, waitedMinutes } = decision.reasons;
      return words.overflowed(from.name, to.name, span(waitedMinutes));
    }
  }
}

/** Why a ticket waits although it could be handed out. */
export function waitingSentence(team: string, found: Weighed, language: DeskLanguage): string {
  const words = WORDS[language];
  if ((found.counts.possible ?? 0) + (found.counts.chosen ?? 0) > 0) return words.aboutToBeGiven(team);
  const why = whyNot(found, words);
  return why === '' ? words.noMembers(team) : words.nobodyCan(team, why);
}

function routedSentence({ rules, set, looked, passedOver }: Extract<Decision, { kind: 'routed' }>['reasons'], words: RoutingWords): string {
  const count = looked.length + passedOver;
  if (rules.length === 0) return count === 0 ? words.noRules() : words.noneMatched(count);
  const what = FACTS.flatMap((fact) => {
    const value = set[fact];
    if (value === undefined) return [];
    return [fact === 'skills' ? words.facts[fact] : `${words.facts[fact]} ${Array.isArray(value) ? value.join(', ') : String(value)}`];
  });
  return words.rule(
    rules.map(({ name }) => name),
    what.join(words.separator),
  );
}

function whyNot({ counts }: Weighed, words: RoutingWords): string {
  return VERDICTS.flatMap((verdict) => (counts[verdict] === undefined ? [] : [`${counts[verdict]} ${words.verdicts[verdict]}`])).join(
    words.separator,
  );
}
