import { type Comparison, type Condition, type FactValue, isComparison } from '../../kernel/condition.js';

/** Who asks: what `me` and `mine` stand for. */
export interface Asker {
  readonly agentId: string;
  readonly teamIds: readonly string[];
}

/** Field → the word that stands for the asker's own. A view that is shared shows everybody their own tickets. */
const OWN: Readonly<Record<string, { readonly word: string; readonly mark: string }>> = {
  assigneeId: { word: 'me', mark: '00000000-0000-7000-8000-00000000006d' },
  teamId: { word: 'mine', mark: '00000000-0000-7000-8000-00000000007d' },
};

/** Words become ids that no row has, so that the check of conditions takes them for ids. Whatever is not a tree is left to that check. */
export function marked(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(marked);
  if (typeof given !== 'object' || given === null) return given;
  const node = Object.fromEntries(Object.entries(given).map(([key, part]) => [key, key === 'value' ? part : marked(part)]));
  const own = typeof node['field'] === 'string' && Object.hasOwn(OWN, node['field']) ? OWN[node['field']] : undefined;
  if (own === undefined) return node;
  const swap = (one: unknown) => (one === own.word ? own.mark : one);
  return { ...node, value: Array.isArray(node['value']) ? node['value'].map(swap) : swap(node['value']) };
}

/** The other way round, for what is stored and shown. */
export function unmarked(condition: Condition): Condition {
  return mapComparisons(condition, (comparison) => {
    const own = OWN[comparison.field];
    if (own === undefined || comparison.value === undefined) return comparison;
    const swap = (one: string) => (one === own.mark ? own.word : one);
    const { value } = comparison;
    return { ...comparison, value: isList(value) ? value.map(swap) : typeof value === 'string' ? swap(value) : value };
  });
}

/** The condition as this asker means it. Nobody's team is no team: nothing is in it. */
export function resolved(condition: Condition, asker: Asker): Condition {
  return mapComparisons(condition, (comparison) => {
    const own = OWN[comparison.field];
    if (own === undefined || comparison.value === undefined) return comparison;
    const ids = comparison.field === 'teamId' ? asker.teamIds : [asker.agentId];
    const given = isList(comparison.value) ? comparison.value : [String(comparison.value)];
    if (!given.includes(own.word)) return comparison;
    const value = given.flatMap((one) => (one === own.word ? ids : [one]));
    return { ...comparison, operator: ['is', 'in'].includes(comparison.operator) ? 'in' : 'not-in', value };
  });
}

export function isOwn(field: string, value: unknown): boolean {
  return OWN[field]?.word === value;
}

export function ownWordOf(field: string): string | null {
  return OWN[field]?.word ?? null;
}

function mapComparisons(condition: Condition, change: (comparison: Comparison) => Comparison): Condition {
  if (isComparison(condition)) return change(condition);
  if ('not' in condition) return { not: mapComparisons(condition.not, change) };
  if ('all' in condition) return { all: condition.all.map((part) => mapComparisons(part, change)) };
  return { any: condition.any.map((part) => mapComparisons(part, change)) };
}

function isList(value: FactValue): value is readonly string[] {
  return Array.isArray(value);
}
