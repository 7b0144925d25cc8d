/** A calendar as an administrator enters it. Times are `HH:MM`; an end not later than its beginning lies on the next day. */
export interface CalendarSettings {
  readonly timeZone: string;
  /** Round the clock: `week` does not matter, holidays do. */
  readonly alwaysOpen: boolean;
  readonly week: Readonly<Partial<Record<Weekday, readonly OpenSpan[]>>>;
  /** The public holidays of this country or region close the calendar; null: none do. */
  readonly holidays: HolidayRegion | null;
  /** Dates on which it is closed as well. */
  readonly closed: readonly ClosedDate[];
  /** Dates with hours of their own, holiday or not. */
  readonly special: readonly SpecialDate[];
}

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';
export const WEEKDAYS: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

export interface OpenSpan {
  readonly from: string;
  readonly to: string;
}

export interface HolidayRegion {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly state: string | null;
  readonly region: string | null;
}

export interface ClosedDate {
  readonly date: string;
  readonly name: string;
}

export interface SpecialDate extends ClosedDate {
  readonly open: readonly OpenSpan[];
}
