import { Module, type OnModuleInit } from '@nestjs/common';
import { JobHandlers, textOf } from '../platform/jobs/job-handlers.js';
import { ReportCounter } from './report-counter.js';
import { ReportDays } from './report-days.js';
import { ReportRepository } from './store/report.repository.js';
import { ReportDayRepository } from './store/report-day.repository.js';

@Module({ providers: [ReportCounter, ReportDays, ReportDayRepository, ReportRepository], exports: [ReportCounter, ReportDays] })
export class ReportingModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobHandlers,
    private readonly days: ReportDays,
  ) {}

  onModuleInit(): void {
    this.jobs.register('report-days', (payload) => this.days.build(textOf(payload, 'zone')));
    this.jobs.schedule('29 3 * * * forget-report-days');
    this.jobs.register('forget-report-days', () => this.days.forget());
  }
}
