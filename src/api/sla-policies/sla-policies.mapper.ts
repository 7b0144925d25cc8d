import { ALWAYS, type FieldCatalogue } from '../../kernel/condition.js';
import { parseCondition } from '../../kernel/condition-check.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { CalendarId, TeamId } from '../../kernel/id.js';
import {
  DEFAULT_PAUSES,
  type Escalation,
  type EscalationAction,
  METRICS,
  type Pause,
  type PolicyContent,
  type PolicyRow,
  type Targets,
} from '../../sla/settings.js';
import type { EscalationActionDto, EscalationDto, PauseDto, SlaPolicyAnswer, SlaPolicyChange, TargetsDto } from './sla-policies.dto.js';

/**
 * What was entered, over what was there before; left out on a new policy, the default.
 * @param catalogue what can be asked of a ticket
 * @throws DomainError `condition.invalid`, `sla-policy.no-target`, `sla-policy.incomplete-action`
 */
export function policyFrom(input: SlaPolicyChange, before: PolicyContent | null, catalogue: FieldCatalogue): PolicyContent {
  const targets = input.targets === undefined ? (before?.targets ?? {}) : targetsFrom(input.targets);
  if (Object.keys(targets).length === 0)
    throw new DomainError('unprocessable', 'sla-policy.no-target', 'A policy promises at least one thing: give a target.');
  return {
    name: input.name ?? before?.name ?? '',
    enabled: input.enabled ?? before?.enabled ?? true,
    condition: input.condition === undefined ? (before?.condition ?? ALWAYS) : parseCondition(input.condition, catalogue),
    calendarId: input.calendarId === undefined ? (before?.calendarId ?? null) : (input.calendarId as CalendarId | null),
    targets,
    pauses: input.pauses?.map(pauseFrom) ?? before?.pauses ?? DEFAULT_PAUSES,
    warnAt: input.warnAt === undefined ? (before?.warnAt ?? []) : [...new Set(input.warnAt)].toSorted((a, b) => a - b),
    escalations: input.escalations?.map(escalationFrom).toSorted((a, b) => a.afterMinutes - b.afterMinutes) ?? before?.escalations ?? [],
  };
}

export function policyAnswer(row: PolicyRow): SlaPolicyAnswer {
  const { id, name, enabled, position, condition, calendarId, targets, pauses, warnAt, escalations, createdAt, version } = row;
  return {
    id,
    name,
    enabled,
    position,
    condition: { ...condition },
    calendarId,
    targets: structuredClone(targets),
    pauses: pauses.map((pause) => ({ ...pause, metrics: [...pause.metrics] })),
    warnAt: [...warnAt],
    escalations: escalations.map((e) => ({ ...e, metrics: [...e.metrics], actions: e.actions.map((action) => ({ ...action })) })),
    createdAt: createdAt.toISOString(),
    version,
  };
}

function targetsFrom(given: TargetsDto): Targets {
  const promised = METRICS.flatMap((metric) => {
    const minutes = Object.entries(given[metric] ?? {}).filter(([, value]) => typeof value === 'number');
    return minutes.length === 0 ? [] : [[metric, Object.fromEntries(minutes)] as const];
  });
  return Object.fromEntries(promised);
}

function pauseFrom({ statusCategory, reason, metrics }: PauseDto): Pause {
  return { statusCategory, reason, metrics: metrics ?? METRICS };
}

function escalationFrom({ afterMinutes, metrics, actions }: EscalationDto): Escalation {
  return { afterMinutes, metrics: metrics ?? METRICS, actions: actions.map(actionFrom) };
}

function actionFrom({ type, to, teamId }: EscalationActionDto): EscalationAction {
  switch (type) {
    case 'raise-priority':
      return { type };
    case 'notify':
      if (to !== undefined) return { type, to };
      break;
    case 'reassign':
      if (teamId !== undefined) return { type, teamId: teamId as TeamId };
      break;
  }
  throw new DomainError(
    'unprocessable',
    'sla-policy.incomplete-action',
    `The action "${type}" needs ${type === 'notify' ? 'to' : 'teamId'}.`,
  );
}
