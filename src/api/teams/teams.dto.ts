import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { TEAM_VISIBILITIES, type TeamVisibility } from '../../agents/settings.js';
import { STRATEGIES, type Strategy, TURNS, type Turn } from '../../routing/settings.js';

const VISIBILITY =
  '`open`: everybody sees the tickets of this team. `members`: its members, who is assigned, administrators and auditors. Set by administrators.';

/** How a team hands out its tickets. */
export class TeamRoutingInput {
  @ApiPropertyOptional({ enum: STRATEGIES, default: 'manual', description: 'sticky: whoever last worked with the contact.' })
  @IsOptional()
  @IsIn(STRATEGIES)
  strategy?: Strategy;

  @ApiPropertyOptional({
    enum: TURNS,
    default: 'least-loaded',
    description: 'Of a sticky team, when the known agent cannot take the ticket.',
  })
  @IsOptional()
  @IsIn(TURNS)
  fallbackStrategy?: Turn;

  @ApiPropertyOptional({
    default: true,
    description: 'Only to agents who speak the language of the ticket; those who list none speak all.',
  })
  @IsOptional()
  @IsBoolean()
  matchLanguage?: boolean;

  @ApiPropertyOptional({ nullable: true, type: String, description: 'Where tickets go that nobody of this team took in time.' })
  @IsOptional()
  @IsUUID()
  overflowTeamId?: string | null;

  @ApiPropertyOptional({ nullable: true, type: Number, minimum: 1, maximum: 43_200, description: 'In time: so many minutes.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(43_200)
  overflowAfterMinutes?: number | null;
}

export class TeamInput extends TeamRoutingInput {
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

  @ApiProperty({ enum: STRATEGIES })
  strategy: string;

  @ApiProperty({ enum: TURNS })
  fallbackStrategy: string;

  @ApiProperty()
  matchLanguage: boolean;

  @ApiProperty({ nullable: true, type: String })
  overflowTeamId: string | null;

  @ApiProperty({ nullable: true, type: Number })
  overflowAfterMinutes: number | null;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty()
  version: number;
}
