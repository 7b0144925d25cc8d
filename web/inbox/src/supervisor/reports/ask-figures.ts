import { ask, desk, type Schemas } from '@parley/kit/desk';
import { useQuery } from '@tanstack/react-query';

export type Figures = Schemas['FiguresAnswer'];
export type By = 'channel' | 'category' | 'team' | 'agent';
export type Every = 'hour' | 'day' | 'week' | 'month' | 'whole';

export interface Question {
  /** Whole days of the asker, the last one included. */
  readonly days: number;
  readonly by: By;
  readonly every: Every;
  readonly teamId: string | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The zone of who looks: that is where days begin. */
export const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** From the beginning of a day of the asker to the end of today. */
export function spanOf(days: number): { readonly from: string; readonly to: string } {
  const end = new Date();
  end.setHours(24, 0, 0, 0);
  const start = new Date(end.getTime() - days * DAY_MS);
  start.setHours(start.getHours() >= 12 ? 24 : 0, 0, 0, 0); // a day may have 23 or 25 hours
  return { from: start.toISOString(), to: end.toISOString() };
}

/** Every step of the span, also those in which nothing happened. Weeks begin on Monday. */
export function stepsOf({ days, every }: Question): readonly string[] {
  const { from, to } = spanOf(days);
  const at = new Date(from);
  if (every === 'week') at.setDate(at.getDate() - ((at.getDay() + 6) % 7));
  const steps: string[] = [];
  while (at.toISOString() < to) {
    steps.push(at.toISOString());
    if (every === 'hour') at.setTime(at.getTime() + HOUR_MS);
    else at.setDate(at.getDate() + (every === 'week' ? 7 : 1));
  }
  return steps;
}

export function queryOf({ days, by, every, teamId }: Question) {
  return { ...spanOf(days), by, every, zone: ZONE, ...(teamId === null ? {} : { teamId }) };
}

export function useFigures(question: Question) {
  return useQuery({
    queryKey: ['figures', question],
    queryFn: () => ask(desk.GET('/api/v1/reports/figures', { params: { query: queryOf(question) } })),
    placeholderData: (before) => before,
    refetchInterval: 60_000,
  });
}

export function csvUrl(question: Question): string {
  return `/api/v1/reports/figures.csv?${new URLSearchParams(queryOf(question)).toString()}`;
}
