import type { LiveQueueRow } from '../../views/live-queues.js';
import type { FigureRow } from '../../views/report-figures.js';
import type { FiguresAnswer, QueueAnswer, SpanFigure } from './reports.dto.js';

const BANDS = ['1m', '5m', '15m', '1h', '4h', '1d', '3d'] as const;

export function figuresAnswer({ at, key, figures }: FigureRow, names: ReadonlyMap<string, string>): FiguresAnswer {
  const count = (figure: string) => figures[figure]?.[0] ?? 0;
  return {
    at: at?.toISOString() ?? null,
    key,
    name: key === null ? null : (names.get(key) ?? null),
    opened: count('opened'),
    received: count('received'),
    sent: count('sent'),
    breaches: count('breach'),
    firstResponse: spanOf(figures['first-response']),
    wait: spanOf(figures['wait']),
    resolution: spanOf(figures['resolved']),
  };
}

function spanOf([count = 0, seconds = 0, ...within]: readonly number[] = []): SpanFigure {
  return {
    count,
    averageSeconds: count === 0 ? null : Math.round(seconds / count),
    within: Object.fromEntries(BANDS.map((band, i) => [band, within[i] ?? 0])),
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
    name: f.name ?? '',
    opened: f.opened,
    received: f.received,
    sent: f.sent,
    breaches: f.breaches,
    ...span('first_response', f.firstResponse),
    ...span('wait', f.wait),
    ...span('resolution', f.resolution),
  };
}

export function queueAnswer({ longestWaitSince, ...row }: LiveQueueRow, names: ReadonlyMap<string, string>): QueueAnswer {
  return {
    ...row,
    teamName: row.teamId === null ? null : (names.get(row.teamId) ?? null),
    longestWaitSince: longestWaitSince?.toISOString() ?? null,
  };
}
