import { Injectable } from '@nestjs/common';
import { stopwatchMs } from '../kernel/clock.js';
import { Statements } from '../platform/database/statements.js';
import { TICKETS_TOPIC } from '../platform/hints/hint-bus.js';
import { PostgresHints } from '../platform/hints/postgres-hints.js';
import { isNarrow, isOpenOnly, OPEN_SQL, SHOWN_SQL } from './view-scope.js';
import { askedSql, type ViewQuestion } from './view-tickets.js';
import { VisibleTickets } from './visible-tickets.js';

/** Nobody reads further: a count of 1,001 means "more than 1,000". */
export const COUNTED_MAX = 1_001;
/** A view of closed tickets counts among so many of the latest. */
const LOOKED_AT_MAX = 100_000;
/** While tickets change, a count is this old at most… */
const LIVE_MS = 1_000;
/** …or so many times as old as it took to count: an expensive one takes a twentieth of a processor and no more. */
const SHARE = 20;
/** While nothing changes only the time does. */
const STILL_MS = 15_000;
const KEPT_MAX = 5_000;

interface Count {
  readonly at: number;
  readonly tookMs: number;
  /** How many hints had come when it was counted. */
  readonly hints: number;
  readonly value: number;
}

/**
 * Live counts of saved views. Nothing is kept up to date with tickets: a count is asked of the open tickets when somebody
 * looks, once for all who look at the same time and see the same, and kept until a hint says that tickets changed.
 */
@Injectable()
export class ViewCountsView {
  private readonly kept = new Map<string, Count>();
  private readonly running = new Map<string, Promise<Count>>();
  private hints = 0;

  constructor(
    private readonly statements: Statements,
    private readonly visible: VisibleTickets,
    hints: PostgresHints,
  ) {
    hints.subscribe(TICKETS_TOPIC, () => {
      this.hints += 1;
    });
  }

  /** @returns the number of tickets, at most {@link COUNTED_MAX} */
  async count(question: ViewQuestion): Promise<number> {
    const { text, values } = this.statement(question);
    // The statement itself is the key: agents who may see the same tickets share a count.
    const key = JSON.stringify([text, values]);
    const known = this.kept.get(key);
    if (known !== undefined && this.isFresh(known)) return known.value;
    const running = this.running.get(key) ?? this.start(key, text, values);
    return (await running).value;
  }

  private start(key: string, text: string, values: readonly unknown[]): Promise<Count> {
    const counting = this.ask(text, values)
      .then((count) => {
        if (this.kept.size >= KEPT_MAX) this.kept.clear();
        this.kept.set(key, count);
        return count;
      })
      .finally(() => this.running.delete(key));
    this.running.set(key, counting);
    return counting;
  }

  private async ask(text: string, values: readonly unknown[]): Promise<Count> {
    const { hints } = this;
    const at = stopwatchMs();
    const [row] = await this.statements.once<{ count: number }>(text, values);
    return { at, tookMs: stopwatchMs() - at, hints, value: row?.count ?? 0 };
  }

  private isFresh({ at, tookMs, hints }: Count): boolean {
    return stopwatchMs() - at < (hints === this.hints ? STILL_MS : Math.max(LIVE_MS, tookMs * SHARE));
  }

  private statement(question: ViewQuestion): { readonly text: string; readonly values: readonly unknown[] } {
    const { condition, catalogue } = question;
    const values: unknown[] = [];
    const asked = askedSql(question, this.visible, values);
    const open = isOpenOnly(condition, catalogue);
    const scope = open ? OPEN_SQL : SHOWN_SQL;
    const latest = `from ticket t where ${scope} order by t.last_message_at desc, t.id desc`;
    // In the order of ix_ticket_open_recent or ix_ticket_recent: left to itself, the planner reads the closed ones first.
    const source = isNarrow(condition)
      ? `ticket t where ${scope} and`
      : `(select t.* ${latest} ${open ? 'offset 0' : `limit ${LOOKED_AT_MAX}`}) t where`;
    return { text: `select count(*)::int as count from (select from ${source} ${asked} limit ${COUNTED_MAX}) counted`, values };
  }
}
