import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApiModule } from './api/api.module.js';
import { AssignmentModule } from './assignment/assignment.module.js';
import { ChannelsModule } from './channels/index.js';
import { type ChannelDefine, channelDefinitions } from './channels/registry.js';
import { type Config, secretKey } from './config/index.js';
import { dataSourceOptions } from './data-source.js';
import { DeliveryModule } from './delivery/delivery.module.js';
import { IntakeModule } from './intake/intake.module.js';
import { DigestsModule } from './notifications/index.js';
import type { DatabaseClock } from './platform/database/database-clock.js';
import { Log } from './platform/logging/log.js';
import { PlatformModule } from './platform/platform.module.js';
import { ReactionsModule } from './reactions/reactions.module.js';
import { RealtimeModule } from './realtime/realtime.module.js';
import { ReportingModule } from './reporting/reporting.module.js';
import { subscriptions } from './subscribers.js';
import { TicketTimersModule } from './timers/ticket-timers.module.js';
import { TimersModule } from './timers/timers.module.js';
import { WebhooksModule } from './webhooks/index.js';

export interface AppOptions {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly log: Log;
  /** Origins of the sandbox's fakes, which lie on this machine. */
  readonly privateOrigins?: () => readonly string[];
  /** Where the sandbox listens; null: none runs. */
  readonly sandbox?: () => string | null;
  /** A test may bring channels of its own. */
  readonly channels?: ChannelDefine;
  readonly clock?: DatabaseClock;
}

/** The composition root: which modules there are, and what they are given. */
@Module({})
export class AppModule {
  static with({ config, databaseUrl, log, privateOrigins, sandbox, channels, clock }: AppOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        TypeOrmModule.forRoot({
          ...dataSourceOptions({ url: databaseUrl, poolSize: config.poolSize }),
          retryAttempts: 3,
          retryDelay: 1000,
        }),
        PlatformModule.with({
          config,
          secretKey: secretKey(config),
          log,
          subscriptions,
          ...(clock ? { clock } : {}),
          sandbox: () => (config.demo ? (sandbox?.() ?? null) : null),
          privateOrigins: () => [...config.privateOrigins, ...(privateOrigins?.() ?? [])],
        }),
        ChannelsModule.with({ publicUrl: config.publicUrl, define: channels ?? channelDefinitions }),
        AssignmentModule,
        IntakeModule,
        DeliveryModule,
        DigestsModule.with({ publicUrl: config.publicUrl }),
        ReportingModule,
        ReactionsModule,
        TimersModule,
        TicketTimersModule,
        ApiModule,
        RealtimeModule.with({ publicUrl: config.publicUrl }),
        WebhooksModule,
      ],
    };
  }
}
