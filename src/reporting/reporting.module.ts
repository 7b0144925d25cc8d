import { Module } from '@nestjs/common';
import { ReportCounter } from './report-counter.js';
import { ReportRepository } from './store/report.repository.js';

@Module({ providers: [ReportCounter, ReportRepository], exports: [ReportCounter] })
export class ReportingModule {}
