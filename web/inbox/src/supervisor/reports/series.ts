import type { EChartsCoreOption } from 'echarts/core';
import type { Figures } from './ask-figures.js';

const SERIES_MAX = 7;

/** Of one figure: the steps along, a bar or line for each key; the smallest keys together as `rest`. Null: nothing to draw. */
export function chartOf(
  rows: readonly Figures[],
  {
    steps: all,
    value,
    nameOf,
    rest,
    stepOf,
    line,
  }: {
    /** Instants, in order, of all steps of the span. */
    readonly steps: readonly string[];
    readonly value: (row: Figures) => number | null;
    readonly nameOf: (key: string | null) => string;
    readonly rest: string;
    readonly stepOf: (at: string) => string;
    /** Averages are lines and cannot be summed; counts are stacked bars. */
    readonly line: boolean;
  },
): EChartsCoreOption | null {
  // An average of nought is something: they were answered at once.
  const isNothing = (figure: number | null) => figure === null || (figure === 0 && !line);
  if (rows.every((row) => isNothing(value(row)))) return null;
  const steps = [...new Set([...all, ...rows.flatMap(({ at }) => at ?? [])])].toSorted();
  const byKey = Map.groupBy(rows, ({ key }) => key);
  const size = (group: readonly Figures[]) => group.reduce((sum, row) => sum + (line ? row.opened : (value(row) ?? 0)), 0);
  const keys = [...byKey].toSorted(([, a], [, b]) => size(b) - size(a));
  const shown = keys.slice(0, SERIES_MAX);
  const others = line ? [] : keys.slice(SERIES_MAX).flatMap(([, group]) => group);
  const data = (group: readonly Figures[]) => {
    const byStep = Map.groupBy(group, ({ at }) => at);
    return steps.map((step) => sumOf((byStep.get(step) ?? []).map(value)));
  };
  const series = [
    ...shown.map(([key, group]) => ({ name: nameOf(key), data: data(group) })),
    ...(others.length > 0 ? [{ name: rest, data: data(others) }] : []),
  ];
  return {
    xAxis: { type: 'category', data: steps.map(stepOf), axisTick: { show: false } },
    yAxis: { type: 'value', minInterval: line ? undefined : 1, splitLine: { lineStyle: { opacity: 0.4 } } },
    series: series.map((one) =>
      line
        ? { ...one, type: 'line', connectNulls: true, showSymbol: steps.length < 32, smooth: 0.2 }
        : { ...one, type: 'bar', stack: 'all', barMaxWidth: 28 },
    ),
  };
}

function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}
