import { type DynamicModule, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { JobHandlers } from '../platform/jobs/job-handlers.js';
import { NotificationsModule } from './notifications.module.js';
import { SendDigests } from './send-digests.js';

const PUBLIC_URL = Symbol('where agents find the desk');

/** Sends digests when they are due. Looks every quarter of an hour: in some zones the hour begins there. */
@Module({ imports: [NotificationsModule] })
export class DigestsModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobHandlers,
    private readonly digests: SendDigests,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  static with(options: { readonly publicUrl: string }): DynamicModule {
    return { module: DigestsModule, providers: [{ provide: PUBLIC_URL, useValue: options.publicUrl }] };
  }

  onModuleInit(): void {
    this.jobs.schedule('*/15 * * * * send-digests');
    this.jobs.register('send-digests', () => this.digests.run(this.publicUrl));
  }
}
