import type { LiveQueueRow } from '../../views/live-queues.js';
import type { FigureRow } from '../../views/report-figures.js';
import type { FiguresAnswer, QueueAnswer, SpanFigure } from './reports.dto.js';

const BANDS = ['1m', '5m', '15m', '1h', '4h', '1d', '3d'] as const;

/** One row for each step and key, from the rows of its figures. */
export function figuresAnswers(rows: readonly FigureRow[]): FiguresAnswer[] {
  const byPlace = new Map<string, FigureRow[]>();
  for (const row of rows) {
    const place = `${row.at?.toISOString() ?? ''}|${row.key ?? ''}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), row]);
  }
  return [...byPlace.values()].map(figuresAnswer);
}

function figuresAnswer(rows: readonly FigureRow[]): FiguresAnswer {
  const of = (figure: string) => rows.find((r) => r.figure === figure);
  const [first] = rows;
  return {
    at: first?.at?.toISOString() ?? null,
    key: first?.key ?? null,
    opened: of('opened')?.count ?? 0,
    received: of('received')?.count ?? 0,
    sent: of('sent')?.count ?? 0,
    breaches: of('breach')?.count ?? 0,
    firstResponse: spanOf(of('first-response')),
    wait: spanOf(of('wait')),
    resolution: spanOf(of('resolved')),
  };
}

function spanOf(row: FigureRow | undefined): SpanFigure {
  return {
    count: row?.count ?? 0,
    averageSeconds: row === undefined || row.count === 0 ? null : Math.round(row.seconds / row.count),
    within: Object.fromEntries(BANDS.map((band, i) => [band, row?.within[i] ?? 0])),
  };
}

/** For a table: one flat line. */
export function figuresLine(f: FiguresAnswer): Readonly<Record<string, string | number>> {
  const span = (name: string, s: SpanFigure) => ({
    [`${name}_count`]: s.count,
    [`${name}_average_seconds`]: s.averageSeconds ?? '',
    ...Object.fromEntries(Object.entries(s.within).map(([band, n]) => [`${name}_within_${band}`, n])),
  });
  return {
    at: f.at ?? '',
    key: f.key ?? '',
    opened: f.opened,
    received: f.received,
    sent: f.sent,
    breaches: f.breaches,
    ...span('first_response', f.firstResponse),
    ...span('wait', f.wait),
    ...span('resolution', f.resolution),
  };
}

export function queueAnswer({ longestWaitSince, ...row }: LiveQueueRow): QueueAnswer {
  return { ...row, longestWaitSince: longestWaitSince?.toISOString() ?? null };
}
