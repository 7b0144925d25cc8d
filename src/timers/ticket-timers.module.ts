import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/index.js';
import { TicketTimers } from './ticket-timers.js';

@Module({ imports: [DeskModule], providers: [TicketTimers] })
export class TicketTimersModule {}
