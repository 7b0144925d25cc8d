import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { ViewsModule } from '../views/views.module.js';
import { Admission } from './admission.js';
import { AttendanceFeed } from './attendance-feed.js';
import { Audience } from './audience.js';
import { ClientFrames } from './client-frames.js';
import { LiveParts } from './live-parts.js';
import { Presence } from './presence.js';
import { OWN_ORIGIN, Realtime } from './realtime.js';
import { RightsWatch } from './rights-watch.js';
import { AgentConnectionRepository } from './store/agent-connection.repository.js';
import { TicketFeed } from './ticket-feed.js';
import { TicketSight } from './ticket-sight.js';

@Module({})
export class RealtimeModule {
  static with({ publicUrl }: { readonly publicUrl: string }): DynamicModule {
    return {
      module: RealtimeModule,
      imports: [AccessModule, ViewsModule],
      providers: [
        { provide: OWN_ORIGIN, useValue: new URL(publicUrl).origin },
        Admission,
        AgentConnectionRepository,
        AttendanceFeed,
        Audience,
        ClientFrames,
        LiveParts,
        Presence,
        Realtime,
        RightsWatch,
        TicketFeed,
        TicketSight,
      ],
      exports: [Realtime],
    };
  }
}
