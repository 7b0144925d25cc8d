import { Injectable } from '@nestjs/common';
import { AttendanceFeed } from './attendance-feed.js';
import { Audience } from './audience.js';
import { ClientFrames } from './client-frames.js';
import { Presence } from './presence.js';
import { RightsWatch } from './rights-watch.js';
import { TicketFeed } from './ticket-feed.js';

/** What works while the namespace is open. */
@Injectable()
export class LiveParts {
  constructor(
    readonly audience: Audience,
    readonly presence: Presence,
    readonly frames: ClientFrames,
    readonly feed: TicketFeed,
    readonly attendance: AttendanceFeed,
    readonly rights: RightsWatch,
  ) {}
}
