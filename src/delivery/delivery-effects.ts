import { Injectable } from '@nestjs/common';
import { JobLater } from '../platform/jobs/job-later.js';
import { Metrics } from '../platform/metrics/metrics.js';

/** What a send attempt leaves besides its outcome: the next attempt, and a count. */
@Injectable()
export class DeliveryEffects {
  constructor(
    readonly later: JobLater,
    readonly metrics: Metrics,
  ) {}
}
