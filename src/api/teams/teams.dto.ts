import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { TEAM_VISIBILITIES, type TeamVisibility } from '../../agents/settings.js';

const VISIBILITY =
  '`open`: everybody sees the tickets of this team. `members`: its members, who is assigned, administrators and auditors. Set by administrators.';

export class TeamInput {
  @ApiProperty()
  @IsString()
  @Length(1, 100)
  name: string;

  @ApiPropertyOptional({ enum: TEAM_VISIBILITIES, default: 'open', description: VISIBILITY })
  @IsOptional()
  @IsIn(TEAM_VISIBILITIES)
  visibility?: TeamVisibility;
}

export class TeamChange extends PartialType(TeamInput) {}

export class TeamAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ enum: TEAM_VISIBILITIES, description: VISIBILITY })
  visibility: TeamVisibility;

  @ApiProperty()
  memberCount: number;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty()
  version: number;
}
