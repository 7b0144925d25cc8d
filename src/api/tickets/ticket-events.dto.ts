import { ApiProperty } from '@nestjs/swagger';

export class TicketEventAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty({ example: 'ticket.changed' })
  name: string;

  @ApiProperty({ type: Object })
  actor: { type: string; id: string | null; name: string };

  @ApiProperty({ type: Object })
  data: Record<string, unknown>;

  @ApiProperty({ format: 'date-time' })
  at: string;
}
