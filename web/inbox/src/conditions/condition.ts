import { Problem } from '@parley/kit/desk';

export type Value = string | number | boolean | null | readonly string[];

export interface Comparison {
  readonly field: string;
  readonly operator: string;
  readonly value?: Value;
}

/** A condition as the desk takes it (src/kernel/condition.ts). `{ all: [] }` holds always. */
export type Condition =
  | Comparison
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

export const ALWAYS: Condition = { all: [] };

/** How the parts of a group are meant: all of them, one at least, none, or not all. */
export type Mode = 'all' | 'any' | 'none' | 'notAll';
export const MODES: readonly Mode[] = ['all', 'any', 'none', 'notAll'];

export type Part = Comparison | Group;

/** A group as it is edited: what is denied is a mode of its group, so that nobody meets a tree of nots. */
export interface Group {
  readonly mode: Mode;
  readonly parts: readonly Part[];
}

export function isGroup(part: Part): part is Group {
  return 'mode' in part;
}

export function groupOf(condition: Condition): Group {
  const part = partOf(condition);
  return isGroup(part) ? part : { mode: 'all', parts: [part] };
}

function partOf(condition: Condition): Part {
  if ('all' in condition) return { mode: 'all', parts: condition.all.map(partOf) };
  if ('any' in condition) return { mode: 'any', parts: condition.any.map(partOf) };
  if (!('not' in condition)) return condition;
  const inner = partOf(condition.not);
  if (!isGroup(inner)) return { mode: 'none', parts: [inner] };
  const turned: Readonly<Record<Mode, Mode>> = { all: 'notAll', any: 'none', none: 'any', notAll: 'all' };
  return { ...inner, mode: turned[inner.mode] };
}

export function conditionOf(part: Part): Condition {
  if (!isGroup(part)) return part;
  const parts = part.parts.map(conditionOf);
  switch (part.mode) {
    case 'all':
      return { all: parts };
    case 'any':
      return { any: parts };
    case 'none':
      return { not: { any: parts } };
    case 'notAll':
      return { not: { all: parts } };
  }
}

/** The desk's way to a part of a group: `all[0].not.any[1]`. */
export function stepTo(path: string, mode: Mode, at: number): string {
  const steps: Readonly<Record<Mode, string>> = { all: 'all', any: 'any', none: 'not.any', notAll: 'not.all' };
  return `${path === '' ? '' : `${path}.`}${steps[mode]}[${at}]`;
}

/** How deep the parts of a group stand, as the desk counts (a not is a step of its own). */
export function depthInside(depth: number, mode: Mode): number {
  return depth + (mode === 'none' || mode === 'notAll' ? 2 : 1);
}

export const DEPTH_MAX = 4;
const VALUELESS: ReadonlySet<string> = new Set(['exists', 'missing']);

export function needsValue({ operator }: Pick<Comparison, 'operator'>): boolean {
  return !VALUELESS.has(operator);
}

export function isIncomplete(comparison: Comparison): boolean {
  const { value = null } = comparison;
  return needsValue(comparison) && (value === null || value === '' || (Array.isArray(value) && value.length === 0));
}

export interface ConditionProblem {
  readonly path: string;
  readonly message: string;
}

/** Whatever still has no value, told before the desk is asked. */
export function incompleteIn(condition: Condition): readonly ConditionProblem[] {
  const walk = (part: Part, path: string): readonly ConditionProblem[] => {
    if (!isGroup(part)) return isIncomplete(part) ? [{ path, message: '' }] : [];
    return part.parts.flatMap((inner, at) => walk(inner, stepTo(path, part.mode, at)));
  };
  return walk(groupOf(condition), '');
}

/** What the desk found wrong with a condition; empty when it refused for another reason. */
export function conditionProblems(error: unknown): readonly ConditionProblem[] {
  if (!(error instanceof Problem)) return [];
  if (error.code === 'condition.invalid') return (error.details['problems'] as readonly ConditionProblem[] | undefined) ?? [];
  return error.code === 'view.impossible' ? [{ path: '', message: error.message }] : [];
}
