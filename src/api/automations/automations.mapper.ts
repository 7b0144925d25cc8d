import type { AutomationRow } from '../../automation/settings.js';
import type { AutomationRunRow } from '../../views/automation-log.js';
import type { AutomationAnswer, AutomationRunAnswer } from './automations.dto.js';

export function automationAnswer(row: AutomationRow): AutomationAnswer {
  return {
    id: row.id,
    name: row.name,
    position: row.position,
    enabled: row.enabled,
    events: [...row.events],
    everyMinutes: row.everyMinutes,
    condition: { ...row.condition },
    actions: row.actions.map((action) => ({ ...action })),
    createdAt: row.createdAt.toISOString(),
    version: row.version,
  };
}

export function automationRunAnswer(row: AutomationRunRow): AutomationRunAnswer {
  return {
    id: row.id,
    automationId: row.ruleId,
    automationName: row.ruleName,
    ticketId: row.ticketId,
    eventId: row.eventId,
    eventName: row.eventName,
    depth: row.depth,
    outcome: row.outcome,
    verdict: row.verdict.map((answer) => ({ ...answer })),
    actions: row.actions.map((action) => ({ ...action })),
    error: row.fault === null ? null : { ...row.fault },
    at: row.at.toISOString(),
  };
}
