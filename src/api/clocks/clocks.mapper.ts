import { instantFromText, systemClock } from '../../kernel/clock.js';
import type { DeskLanguage } from '../../kernel/desk-language.js';
import { type ClockState, reasonIn, whyDue } from '../../sla/settings.js';
import type { TicketClockRow } from '../../views/ticket-clocks.js';
import type { ClockAnswer } from './clocks.dto.js';

/** @param now for the words only: whether it "is" or "was" due */
export function clockAnswer(row: TicketClockRow, language: DeskLanguage, now = systemClock.now()): ClockAnswer {
  const { metric, state } = row as Pick<ClockState, 'metric' | 'state'>;
  const lines = row.lines.map((line) => ({ ...line, kind: line.kind as 'started', at: instantFromText(line.at) ?? row.startedAt }));
  return {
    id: row.id,
    metric,
    state,
    policyId: row.policyId,
    policyName: row.policyName,
    calendarId: row.calendarId,
    calendarVersion: row.calendarVersion,
    targetMinutes: row.targetMinutes,
    consumedMinutes: Math.round(row.consumedMs / 600) / 100,
    startedAt: row.startedAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    breachedAt: row.breachedAt?.toISOString() ?? null,
    fulfilledAt: row.fulfilledAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    why: whyDue({ clock: { ...row, metric, state }, lines, policyName: row.policyName, timeZone: row.timeZone, now }, language),
    ledger: lines.map(({ kind, at, reason, details }) => ({
      kind,
      at: at.toISOString(),
      reason: reasonIn(language, reason),
      details: { ...details },
    })),
  };
}
