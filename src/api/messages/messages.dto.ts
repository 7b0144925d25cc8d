import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { SHOWS_SOMETHING } from '../../kernel/message.js';
import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX } from '../../kernel/page.js';
import { IsInstant } from '../shared/instant.js';

export class MessagesQuery {
  @ApiPropertyOptional({ description: 'Only messages after this seq.', default: 0 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(2_000_000_000)
  after: number = 0;

  @ApiPropertyOptional({ minimum: 1, maximum: PAGE_LIMIT_MAX, default: PAGE_LIMIT_DEFAULT })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(PAGE_LIMIT_MAX)
  limit: number = PAGE_LIMIT_DEFAULT;

  @ApiPropertyOptional({ description: 'nextCursor of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;

  @ApiPropertyOptional({
    enum: ['seq', 'time', 'newest'],
    default: 'seq',
    description:
      'A merge puts messages behind those that are there, so that nobody who goes on by `after` misses one; `time` shows one timeline, `newest` the same from its end, what waits to leave before all.',
  })
  @IsOptional()
  @IsIn(['seq', 'time', 'newest'])
  order: 'seq' | 'time' | 'newest' = 'seq';
}

export class MessageInput {
  @ApiProperty({ enum: ['reply', 'note'] })
  @IsIn(['reply', 'note'])
  kind: 'reply' | 'note';

  @ApiProperty()
  @IsString()
  @Length(1, 100_000)
  @Matches(SHOWS_SOMETHING, { message: 'text must show something' })
  text: string;

  @ApiPropertyOptional({ description: 'For channels that show it; sanitised before it leaves.' })
  @IsOptional()
  @IsString()
  @MaxLength(500_000)
  html?: string;

  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsUUID(undefined, { each: true })
  attachmentIds?: string[];

  @ApiPropertyOptional({ description: 'By which inbox; default: the one the customer last wrote to.' })
  @IsOptional()
  @IsUUID()
  inboxId?: string;

  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsEmail({}, { each: true })
  cc?: string[];

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'A reply leaves at this instant, within 90 days; until then it can be cancelled.',
  })
  @IsOptional()
  @IsInstant()
  @MaxLength(40)
  sendAt?: string;

  @ApiPropertyOptional({
    minimum: 0,
    maximum: 60,
    description: 'A reply can be cancelled for so long before it leaves. Not with `sendAt`.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(60)
  undoSeconds?: number;

  @ApiPropertyOptional({ description: 'The last seq you saw: 409 `reply.stale`, with what is new, when the customer wrote since.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(2_000_000_000)
  afterSeq?: number;

  @ApiPropertyOptional({ description: 'Send it although the customer wrote since.' })
  @IsOptional()
  @IsBoolean()
  force?: boolean;

  @ApiPropertyOptional({ type: [String], description: 'Notes only: agents who are told of it and follow the ticket from then on.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsUUID(undefined, { each: true })
  mentions?: string[];
}

export class AuthorAnswer {
  @ApiProperty({ enum: ['contact', 'agent', 'system'] })
  type: string;

  @ApiProperty({ nullable: true, type: String })
  id: string | null;

  @ApiProperty()
  name: string;
}

export class FaultAnswer {
  @ApiProperty()
  code: string;

  @ApiProperty()
  message: string;
}

export class DeliveryAnswer {
  @ApiProperty({ enum: ['none', 'received', 'queued', 'sending', 'unknown', 'failed', 'accepted', 'delivered', 'read', 'cancelled'] })
  state: string;

  @ApiPropertyOptional({ type: FaultAnswer })
  error?: FaultAnswer;
}

export class MessageAttachmentAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  filename: string;

  @ApiProperty()
  contentType: string;

  @ApiProperty()
  bytes: number;

  @ApiProperty({ nullable: true, type: String })
  sha256: string | null;

  @ApiProperty({ description: 'Where its content is; needs the same login.' })
  url: string;

  @ApiProperty({ enum: ['pending', 'stored', 'failed'], description: '`pending`: still at the provider.' })
  state: string;

  @ApiProperty({ nullable: true, type: String, description: 'Referred to as `cid:` by the html.' })
  contentId: string | null;

  @ApiPropertyOptional({ description: 'Why it could not be fetched.' })
  error?: string;
}

export class MessageAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  ticketId: string;

  @ApiProperty({ description: 'Position in the ticket, from 1; 0 while a reply waits for its time.' })
  seq: number;

  @ApiProperty({ enum: ['inbound', 'outbound', 'internal'] })
  direction: string;

  @ApiProperty({ enum: ['text', 'call', 'voicemail', 'note', 'reaction', 'comment', 'unsupported'] })
  kind: string;

  @ApiProperty()
  channel: string;

  @ApiProperty({ nullable: true, type: String })
  inboxId: string | null;

  @ApiProperty({ type: AuthorAnswer })
  author: AuthorAnswer;

  @ApiProperty({ description: 'Without the quoted history.' })
  text: string;

  @ApiProperty({ nullable: true, type: String, description: 'Sanitised.' })
  html: string | null;

  @ApiProperty({ description: 'With the quoted history.' })
  fullText: string;

  @ApiProperty({ nullable: true, type: String })
  subject: string | null;

  @ApiProperty({ nullable: true, type: String, description: "The provider's id." })
  externalId: string | null;

  @ApiProperty({ type: [MessageAttachmentAnswer] })
  attachments: MessageAttachmentAnswer[];

  @ApiProperty({ type: DeliveryAnswer })
  delivery: DeliveryAnswer;

  @ApiProperty({ type: Object, description: 'Facts of the medium: call status and duration, quoted message, earlier wordings …' })
  details: Record<string, unknown>;

  @ApiProperty({ description: 'Written by a machine.' })
  automatic: boolean;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time' })
  sentAt: string;

  @ApiProperty({ format: 'date-time', nullable: true, type: String, description: 'When a reply that waits will leave.' })
  sendAt: string | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  revisedAt: string | null;

  @ApiProperty({ nullable: true, type: String, description: 'The ticket it was said in, when a merge brought it here.' })
  originTicketId: string | null;
}
