import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { PRESENCE_STATUSES, type PresenceStatus } from '../../routing/settings.js';
import { PageQuery } from '../shared/page.dto.js';

export class PresenceInput {
  @ApiProperty({ enum: PRESENCE_STATUSES, description: 'Only who is online is given new tickets.' })
  @IsIn(PRESENCE_STATUSES)
  status: PresenceStatus;
}

export class PresencesQuery extends PageQuery {
  @ApiPropertyOptional()
  @IsOptional()
  @IsUUID()
  teamId?: string;

  @ApiPropertyOptional({ enum: PRESENCE_STATUSES })
  @IsOptional()
  @IsIn(PRESENCE_STATUSES)
  status?: PresenceStatus;
}

export class PresenceAnswer {
  @ApiProperty()
  agentId: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ enum: PRESENCE_STATUSES })
  status: string;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  since: string | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String, description: 'The last sign of life of their screen.' })
  seenAt: string | null;

  @ApiProperty({ description: 'Units they can carry.' })
  capacity: number;

  @ApiProperty({ description: 'Units of the new and open tickets they carry.' })
  load: number;

  @ApiProperty({ description: 'How many tickets these are.' })
  tickets: number;
}
