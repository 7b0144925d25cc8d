import { Module } from '@nestjs/common';
import { Clocks } from './clocks.js';
import { SlaBook } from './sla-book.js';
import { CalendarRepository } from './store/calendar.repository.js';
import { ClockRepository } from './store/clock.repository.js';
import { PolicyRepository } from './store/policy.repository.js';

@Module({
  providers: [CalendarRepository, ClockRepository, Clocks, PolicyRepository, SlaBook],
  exports: [CalendarRepository, Clocks, PolicyRepository, SlaBook],
})
export class SlaModule {}
