export {
  type CalendarSettings,
  type ClosedDate,
  type HolidayRegion,
  type OpenSpan,
  type SpecialDate,
  WEEKDAYS,
  type Weekday,
} from './calendar-settings.js';
export { compileCalendar } from './compile-calendar.js';
export type { Hours } from './domain/calendar/hours.js';
export { WorkingTime } from './domain/calendar/working-time.js';
export type { ClockLine, ClockState } from './domain/clock.js';
export {
  type Book,
  type CalendarRef,
  DEFAULT_PAUSES,
  type Escalation,
  type EscalationAction,
  METRICS,
  type Metric,
  type Pause,
  type Policy,
  type PromisedTicket,
  type Targets,
} from './domain/policy.js';
export { type Outcome, outcomeOf, type ReplayedClock, replay, tryOut } from './domain/replay.js';
export { reasonIn, whyDue } from './domain/why.js';
export { SlaModule } from './sla.module.js';
export { SlaBook } from './sla-book.js';
export { CalendarRepository, type CalendarRow } from './store/calendar.repository.js';
export { type PolicyContent, PolicyRepository, type PolicyRow } from './store/policy.repository.js';
