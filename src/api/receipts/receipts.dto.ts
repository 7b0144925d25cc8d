import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../shared/page.dto.js';

export class ReceiptsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['quarantined', 'pending'], default: 'quarantined' })
  @IsOptional()
  @IsIn(['quarantined', 'pending'])
  state: 'quarantined' | 'pending' = 'quarantined';
}

export class RefusalAnswer {
  @ApiProperty()
  code: string;

  @ApiProperty()
  message: string;

  @ApiProperty({ enum: ['quarantine', 'ignored'] })
  severity: string;
}

export class ReceiptAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  inboxId: string;

  @ApiProperty()
  method: string;

  @ApiProperty()
  path: string;

  @ApiProperty()
  bytes: number;

  @ApiProperty({ enum: ['quarantined', 'pending'] })
  state: string;

  @ApiProperty()
  attempts: number;

  @ApiProperty({ type: [RefusalAnswer], description: 'What could not be made into messages, and why.' })
  refusals: RefusalAnswer[];

  @ApiProperty({ nullable: true, type: String })
  fault: string | null;

  @ApiProperty({ format: 'date-time' })
  receivedAt: string;
}
