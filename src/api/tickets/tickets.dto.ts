import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { SHOWS_SOMETHING } from '../../kernel/message.js';
import { PRIORITIES, type Priority, STATUS_CATEGORIES, type StatusCategory } from '../../tickets/settings.js';
import { TicketClockAnswer } from '../clocks/clocks.dto.js';
import { IdentityAnswer, IdentityInput } from '../shared/identity.dto.js';
import { RelatedAnswer } from './ticket-acts.dto.js';
import { StandingAnswer, StandingChange, StandingQuery } from './ticket-standing.dto.js';

const SORTS = ['lastMessageAt', 'createdAt', 'dueAt', 'priority', 'waitingSince'] as const;

export class TicketsQuery extends StandingQuery {
  @ApiPropertyOptional({ enum: STATUS_CATEGORIES })
  @IsOptional()
  @IsIn(STATUS_CATEGORIES)
  statusCategory?: StatusCategory;

  @ApiPropertyOptional({ example: 'email' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  channel?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsUUID()
  inboxId?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsUUID()
  teamId?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsUUID()
  assigneeId?: string;

  @ApiPropertyOptional({ example: 'payment' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  category?: string;

  @ApiPropertyOptional({ enum: PRIORITIES })
  @IsOptional()
  @IsIn(PRIORITIES)
  priority?: Priority;

  @ApiPropertyOptional()
  @IsOptional()
  @IsUUID()
  contactId?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(60)
  tag?: string;

  @ApiPropertyOptional({ description: 'A ticket number, or part of the subject.' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  q?: string;

  @ApiPropertyOptional({ enum: SORTS, default: 'lastMessageAt' })
  @IsOptional()
  @IsIn(SORTS)
  sort: (typeof SORTS)[number] = 'lastMessageAt';
}

export class TicketContactInput {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 200)
  name?: string;

  @ApiProperty({ type: [IdentityInput] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => IdentityInput)
  identities: IdentityInput[];
}

export class TicketInput {
  @ApiProperty()
  @IsString()
  @Length(1, 250)
  subject: string;

  @ApiProperty({ description: 'What the customer said.' })
  @IsString()
  @Length(1, 100_000)
  @Matches(SHOWS_SOMETHING, { message: 'text must show something' })
  text: string;

  @ApiProperty({ type: TicketContactInput })
  @IsObject()
  @ValidateNested()
  @Type(() => TicketContactInput)
  contact: TicketContactInput;

  @ApiPropertyOptional({ default: 'general' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  category?: string;

  @ApiPropertyOptional({ enum: PRIORITIES, default: 'normal' })
  @IsOptional()
  @IsIn(PRIORITIES)
  priority?: Priority;

  @ApiPropertyOptional({ description: 'The inbox by which answers go out.' })
  @IsOptional()
  @IsUUID()
  inboxId?: string;

  @ApiPropertyOptional({ type: Object })
  @IsOptional()
  @IsObject()
  customFields?: Record<string, unknown>;
}

export class TicketChange extends StandingChange {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 60)
  status?: string;

  @ApiPropertyOptional({ enum: PRIORITIES })
  @IsOptional()
  @IsIn(PRIORITIES)
  priority?: Priority;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 60)
  category?: string;

  @ApiPropertyOptional({ nullable: true, type: String })
  @IsOptional()
  @IsUUID()
  teamId?: string | null;

  @ApiPropertyOptional({ nullable: true, type: String })
  @IsOptional()
  @IsUUID()
  assigneeId?: string | null;

  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Length(1, 60, { each: true })
  tags?: string[];

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 250)
  subject?: string;

  @ApiPropertyOptional({ description: 'The version you saw; 409 when it is not the current one.' })
  @IsOptional()
  @IsInt()
  version?: number;
}

export class ContactSummary {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;
}

export class TicketContactAnswer extends ContactSummary {
  @ApiProperty({ type: [IdentityAnswer] })
  identities: IdentityAnswer[];
}

export class TicketRowAnswer extends StandingAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  number: number;

  @ApiProperty()
  subject: string;

  @ApiProperty()
  status: string;

  @ApiProperty({ enum: STATUS_CATEGORIES })
  statusCategory: string;

  @ApiProperty({ enum: PRIORITIES })
  priority: string;

  @ApiProperty()
  category: string;

  @ApiProperty({ description: 'hotline, email, chat, social; `api` for tickets opened by program without an inbox.' })
  channel: string;

  @ApiProperty({ nullable: true, type: String })
  inboxId: string | null;

  @ApiProperty({ type: ContactSummary })
  contact: ContactSummary;

  @ApiProperty({ nullable: true, type: String })
  teamId: string | null;

  @ApiProperty({ nullable: true, type: String })
  assigneeId: string | null;

  @ApiProperty({ type: [String] })
  tags: string[];

  @ApiProperty({ description: 'Start of the last message.' })
  preview: string;

  @ApiProperty({ enum: ['inbound', 'outbound'] })
  lastDirection: string;

  @ApiProperty()
  version: number;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time' })
  lastMessageAt: string;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  dueAt: string | null;
}

export class TicketAnswer extends TicketRowAnswer {
  @ApiProperty({ type: TicketContactAnswer })
  declare contact: TicketContactAnswer;

  @ApiProperty({ nullable: true, type: String })
  language: string | null;

  @ApiProperty({ type: Object })
  customFields: Record<string, unknown>;

  @ApiProperty({ nullable: true, type: String, description: 'The ticket this one followed from.' })
  linkedTicketId: string | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  firstRepliedAt: string | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  resolvedAt: string | null;

  @ApiProperty({ type: [TicketClockAnswer], description: 'The promises on the ticket, newest first, 20 at most; all of them: `/clocks`.' })
  clocks: TicketClockAnswer[];

  @ApiProperty({ type: [String], description: 'Tickets that were merged into this one.' })
  mergedIds: string[];

  @ApiProperty({ type: [String], description: 'Agents who follow it.' })
  followers: string[];

  @ApiProperty({ type: [RelatedAnswer] })
  related: RelatedAnswer[];
}
