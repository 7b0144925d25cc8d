import { Injectable } from '@nestjs/common';
import { type Actor, systemActor } from '../kernel/actor.js';
import { plusMinutes, stopwatchMs } from '../kernel/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { JobSpec } from '../platform/jobs/add-jobs.js';
import { JobLater } from '../platform/jobs/job-later.js';
import { ReportDayRepository } from './store/report-day.repository.js';

const actor = systemActor('reports');
/** Each zone is written with everything that is counted. Who asks in one more is answered all the same, from the quarters of an hour. */
const ZONES_MAX = 12;
/** So long one process does not note again that a zone is asked in. */
const NOTED_MS = 3_600_000;
const KEPT_MINUTES = 60 * 24 * 60;
/** In one job, each a transaction of its own. */
const DAYS_A_JOB = 20;
const DROPPED_AT_A_TIME = 20_000;
const DROPS_MAX = 500;

/**
 * Reports over many days are summed up from days, not from quarters of an hour: a busy desk has a thousand times as many of
 * those. Days begin where the asker's do, so they are kept for each zone that is asked in; the first question in a zone has
 * them built, from today backwards, and is itself answered without.
 */
@Injectable()
export class ReportDays {
  private readonly notedMs = new Map<string, number>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ReportDayRepository,
    private readonly later: JobLater,
  ) {}

  /** Somebody asks for days of this zone. */
  async asked(asker: Actor, zone: string): Promise<void> {
    const now = stopwatchMs();
    if (now - (this.notedMs.get(zone) ?? Number.NEGATIVE_INFINITY) < NOTED_MS) return;
    await this.uow.run(asker, async (tx) => {
      if (await this.repository.asked(tx, zone, ZONES_MAX)) await this.later.add(tx, jobOf(zone));
    });
    this.notedMs.set(zone, now);
  }

  /** Job `report-days`. */
  async build(zone: string): Promise<void> {
    for (let day = 0; day < DAYS_A_JOB; day++) if (!(await this.uow.run(actor, (tx) => this.repository.build(tx, zone)))) return;
    await this.uow.run(actor, (tx) => this.later.add(tx, jobOf(zone)));
  }

  /** Zones that nobody has asked in for two months. */
  async forget(): Promise<void> {
    await this.uow.run(actor, (tx) => this.repository.forget(tx, plusMinutes(tx.now, -KEPT_MINUTES)));
    for (let drop = 0; drop < DROPS_MAX; drop++)
      if ((await this.uow.run(actor, (tx) => this.repository.drop(tx, DROPPED_AT_A_TIME))) < DROPPED_AT_A_TIME) return;
  }
}

function jobOf(zone: string): JobSpec {
  return { task: 'report-days', payload: { zone }, key: `report-days:${zone}` };
}
