import { ApiProperty } from '@nestjs/swagger';
import { TicketRowAnswer } from './tickets.dto.js';

/** A ticket in a list. */
export class ListedTicketAnswer extends TicketRowAnswer {
  @ApiProperty({ format: 'date-time', nullable: true, type: String, description: 'Since when the customer waits for an answer.' })
  waitingSince: string | null;

  @ApiProperty({ description: 'Seq of its last message, as the realtime frames know it.' })
  lastSeq: number;
}
