import { Module, type OnModuleInit } from '@nestjs/common';
import { AutomationModule } from '../automation/index.js';
import { DeskModule } from '../desk/index.js';
import { InboxesModule } from '../inboxes/index.js';
import { JobHandlers } from '../platform/jobs/job-handlers.js';
import { ViewsModule } from '../views/views.module.js';
import { Automate } from './automate.js';
import { AutomateByTime } from './automate-by-time.js';
import { AutomaticWays } from './automatic-ways.js';
import { Forget } from './forget.js';
import { RuleActs } from './rule-acts.js';

/** What the desk does by itself because something happened, or because it is time. */
@Module({
  imports: [AutomationModule, DeskModule, InboxesModule, ViewsModule],
  providers: [Automate, AutomateByTime, AutomaticWays, Forget, RuleActs],
})
export class ReactionsModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobHandlers,
    private readonly onEvent: Automate,
    private readonly byTime: AutomateByTime,
    private readonly retention: Forget,
  ) {}

  onModuleInit(): void {
    this.jobs.register('automate', (payload, job) => this.onEvent.run(payload, job));
    this.jobs.schedule('* * * * * automate-by-time');
    this.jobs.register('automate-by-time', () => this.byTime.run());
    this.jobs.schedule('23 3 * * * forget-automation');
    this.jobs.register('forget-automation', async () => void (await this.retention.run()));
  }
}
