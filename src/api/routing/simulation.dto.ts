import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { TeamRoutingInput } from '../teams/teams.dto.js';
import { GivenRulesInput } from './given-rules.dto.js';
import { SkillNeedDto } from './rules.dto.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export class SimulatedTeamInput extends TeamRoutingInput {
  @ApiProperty()
  @IsUUID()
  teamId: string;
}

export class SimulatedHoursInput {
  @ApiProperty({ example: '01:00', description: 'UTC.' })
  @Matches(TIME)
  from: string;

  @ApiProperty({ example: '10:00', description: 'UTC; before `from`: on the next day.' })
  @Matches(TIME)
  until: string;
}

export class SimulatedAgentInput {
  @ApiPropertyOptional({ description: 'An agent there is, with what is given changed. None: one more agent.' })
  @IsOptional()
  @IsUUID()
  agentId?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 100)
  name?: string;

  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  teamIds?: string[];

  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { each: true })
  languages?: string[];

  @ApiPropertyOptional({ type: [SkillNeedDto] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => SkillNeedDto)
  skills?: SkillNeedDto[];

  @ApiPropertyOptional({ minimum: 0, maximum: 1000, description: '0: as if they were not there.' })
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 2 })
  @Min(0)
  @Max(1000)
  capacity?: number;

  @ApiPropertyOptional({
    type: SimulatedHoursInput,
    description: 'When they are there every day. Default: as they were; one more agent: always.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => SimulatedHoursInput)
  hours?: SimulatedHoursInput;
}

export class SimulationInput extends GivenRulesInput {
  @ApiProperty({
    minimum: 1,
    maximum: 31,
    description: 'The last so many days are replayed, their 5,000 latest tickets at most, of those the asker may see.',
  })
  @IsInt()
  @Min(1)
  @Max(31)
  days: number;

  @ApiPropertyOptional({ type: [SimulatedTeamInput], description: 'Teams that would hand out differently.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => SimulatedTeamInput)
  teams?: SimulatedTeamInput[];

  @ApiPropertyOptional({ type: [SimulatedAgentInput], description: 'Agents who would be different, or more of them.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => SimulatedAgentInput)
  agents?: SimulatedAgentInput[];
}

export class WaitDifferenceAnswer {
  @ApiProperty()
  averageMinutes: number;

  @ApiProperty()
  p50Minutes: number;

  @ApiProperty()
  p90Minutes: number;

  @ApiProperty()
  maxMinutes: number;
}

export class WaitFiguresAnswer extends WaitDifferenceAnswer {
  @ApiProperty({ description: 'Tickets they are about.' })
  count: number;
}

export class BreachFiguresAnswer {
  @ApiProperty({
    description: 'Tickets that come to a team that hands out, and whose first answer was promised by an instant of the span.',
  })
  promised: number;

  @ApiProperty({ description: 'Of these, answered too late or not at all, simulated.' })
  breached: number;

  @ApiProperty({ description: 'Of these, what happened.' })
  actual: number;
}

export class SimulatedTeamAnswer {
  @ApiProperty()
  teamId: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ description: 'Still waiting at the end.' })
  unassigned: number;

  @ApiProperty({ type: WaitFiguresAnswer })
  wait: WaitFiguresAnswer;
}

export class SimulatedAgentAnswer {
  @ApiProperty()
  agentId: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  tickets: number;

  @ApiProperty()
  onlineMinutes: number;

  @ApiProperty({ description: 'Share of their capacity in use while they were there, 0 to 1.' })
  load: number;
}

export class SimulationAnswer {
  @ApiProperty({ format: 'date-time' })
  from: string;

  @ApiProperty({ format: 'date-time' })
  until: string;

  @ApiProperty()
  tickets: number;

  @ApiProperty()
  assigned: number;

  @ApiProperty()
  unassigned: number;

  @ApiProperty({ description: 'Of the unassigned: no rule and no inbox gave them a team, or one that is closed to the asker.' })
  withoutTeam: number;

  @ApiProperty({ description: 'Tickets that come to another team than they are in.' })
  otherTeam: number;

  @ApiProperty({ type: WaitFiguresAnswer, description: 'From arrival until somebody has it, simulated.' })
  wait: WaitFiguresAnswer;

  @ApiProperty({ type: WaitFiguresAnswer, description: 'The same of what happened.' })
  actual: WaitFiguresAnswer;

  @ApiProperty({ type: WaitDifferenceAnswer, nullable: true, description: 'Simulated minus actual.' })
  difference: WaitDifferenceAnswer | null;

  @ApiProperty({ type: BreachFiguresAnswer, description: 'Breaches of the promise of a first answer.' })
  firstResponse: BreachFiguresAnswer;

  @ApiProperty({ type: [SimulatedTeamAnswer] })
  teams: SimulatedTeamAnswer[];

  @ApiProperty({ type: [SimulatedAgentAnswer] })
  agents: SimulatedAgentAnswer[];

  @ApiProperty({ type: [String], description: 'What had to be supposed.' })
  assumptions: string[];
}
