import { Module, type OnModuleInit } from '@nestjs/common';
import { DeskModule } from '../desk/index.js';
import { JobHandlers } from '../platform/jobs/job-handlers.js';
import { ViewsModule } from '../views/views.module.js';
import { Assigner } from './assigner.js';
import { AssignmentRound } from './assignment-round.js';

/** The edge that brings tickets and agents together. */
@Module({ imports: [DeskModule, ViewsModule], providers: [Assigner, AssignmentRound] })
export class AssignmentModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobHandlers,
    private readonly assigner: Assigner,
    private readonly round: AssignmentRound,
  ) {}

  onModuleInit(): void {
    this.jobs.register('assign', (payload) => this.assigner.run(payload));
    this.jobs.schedule('* * * * * assignment-round');
    this.jobs.register('assignment-round', () => this.round.run());
  }
}
