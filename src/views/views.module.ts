import { Module } from '@nestjs/common';
import { ConversationHistoryView } from './conversation-history.js';
import { OutboundDeliveryView } from './outbound-delivery.js';
import { PendingMediaView } from './pending-media.js';

const views = [ConversationHistoryView, OutboundDeliveryView, PendingMediaView];

@Module({ providers: views, exports: views })
export class ViewsModule {}
