import { Module, type OnModuleInit } from '@nestjs/common';
import { DeskModule } from '../desk/index.js';
import type { ContactId } from '../kernel/id.js';
import { JobHandlers } from '../platform/jobs/job-handlers.js';
import { ClockTimer } from './clock-timer.js';
import { TakeUpPolicies } from './take-up-policies.js';

/** What time brings about. */
@Module({ imports: [DeskModule], providers: [ClockTimer, TakeUpPolicies], exports: [ClockTimer] })
export class TimersModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobHandlers,
    private readonly takeUp: TakeUpPolicies,
  ) {}

  onModuleInit(): void {
    this.jobs.register('retarget-clocks', ({ contactId }) =>
      this.takeUp.run(typeof contactId === 'string' ? (contactId as ContactId) : null),
    );
  }
}
