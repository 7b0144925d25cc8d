import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/index.js';
import { InboxesModule } from '../inboxes/index.js';
import { ViewsModule } from '../views/views.module.js';
import { Delivery } from './delivery.js';
import { DeliveryEffects } from './delivery-effects.js';
import { HeldWays } from './held-ways.js';
import { ReleaseHeld } from './release-held.js';
import { Sender } from './sender.js';

@Module({ imports: [DeskModule, InboxesModule, ViewsModule], providers: [Delivery, DeliveryEffects, HeldWays, ReleaseHeld, Sender] })
export class DeliveryModule {}
