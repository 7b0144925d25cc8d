import { Module, type OnModuleInit } from '@nestjs/common';
import { DeskModule } from '../desk/index.js';
import type { AgentId, TeamId } from '../kernel/id.js';
import { JobHandlers, textOf } from '../platform/jobs/job-handlers.js';
import { ViewsModule } from '../views/views.module.js';
import { Assigner } from './assigner.js';
import { AssignmentRound } from './assignment-round.js';
import { QueueWatch } from './queue-watch.js';

/** The edge that brings tickets and agents together. */
@Module({ imports: [DeskModule, ViewsModule], providers: [Assigner, AssignmentRound, QueueWatch] })
export class AssignmentModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobHandlers,
    private readonly watch: QueueWatch,
    private readonly round: AssignmentRound,
  ) {}

  onModuleInit(): void {
    this.jobs.register('assign', (payload) =>
      'teamId' in payload
        ? this.watch.serveTeam(textOf(payload, 'teamId') as TeamId)
        : this.watch.serveAgent(textOf(payload, 'agentId') as AgentId),
    );
    this.jobs.register('release-departed', (payload) => this.round.leaveTeams(textOf(payload, 'agentId') as AgentId));
    this.jobs.schedule('* * * * * assignment-round');
    this.jobs.register('assignment-round', () => this.round.run());
  }
}
