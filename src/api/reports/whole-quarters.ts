import { instantAt } from '../../kernel/clock.js';

/** Figures are kept by quarters of an hour (src/reporting), of which the days of every zone are made. */
const QUARTER_MS = 15 * 60_000;

/** The span of whole quarters in which this one lies: what is counted when somebody asks for it. */
export function wholeQuarters(from: Date, to: Date): { readonly from: Date; readonly to: Date } {
  return {
    from: instantAt(Math.floor(from.getTime() / QUARTER_MS) * QUARTER_MS),
    to: instantAt(Math.ceil(to.getTime() / QUARTER_MS) * QUARTER_MS),
  };
}
