import { type Condition, isComparison } from '../../kernel/condition.js';
import { type Action, ME } from './actions.js';

/** Names and ids that only the desk can tell whether they exist. */
export interface NamedThings {
  readonly statuses: readonly string[];
  readonly categories: readonly string[];
  readonly teamIds: readonly string[];
  readonly agentIds: readonly string[];
}

type Kind = keyof NamedThings;

const FIELDS: Readonly<Record<string, Kind>> = {
  status: 'statuses',
  category: 'categories',
  teamId: 'teamIds',
  assigneeId: 'agentIds',
  'was.status': 'statuses',
  'was.category': 'categories',
  'was.teamId': 'teamIds',
  'was.assigneeId': 'agentIds',
};

/** Everything that a condition and actions speak of by name. */
export function namesIn(condition: Condition, actions: readonly Action[]): NamedThings {
  const found: [Kind, string][] = [...comparedNames(condition), ...actions.flatMap(actedNames)];
  const of = (kind: Kind) => [...new Set(found.filter(([k]) => k === kind).map(([, name]) => name))];
  return { statuses: of('statuses'), categories: of('categories'), teamIds: of('teamIds'), agentIds: of('agentIds') };
}

function comparedNames(condition: Condition): [Kind, string][] {
  if ('all' in condition) return condition.all.flatMap(comparedNames);
  if ('any' in condition) return condition.any.flatMap(comparedNames);
  if ('not' in condition) return comparedNames(condition.not);
  if (!isComparison(condition)) return [];
  const kind = Object.hasOwn(FIELDS, condition.field) ? FIELDS[condition.field] : undefined;
  const { value = null } = condition;
  if (kind === undefined) return [];
  const names = Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
  return names.map((name: string): [Kind, string] => [kind, name]);
}

function actedNames(action: Action): [Kind, string][] {
  switch (action.type) {
    case 'set-status':
      return [['statuses', action.status]];
    case 'set-category':
      return [['categories', action.category]];
    case 'set-team':
      return action.teamId === null ? [] : [['teamIds', action.teamId]];
    case 'set-assignee':
      return action.assigneeId === null || action.assigneeId === ME ? [] : [['agentIds', action.assigneeId]];
    default:
      return [];
  }
}
