import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsInstant } from '../shared/instant.js';
import { PageQuery } from '../shared/page.dto.js';

const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const;
const CONDITION = 'Which tickets: a tree of comparisons, as in routing rules. null: all.';
const NOTES = 'Let internal notes leave the desk. Administrators only.';

export class WebhookInput {
  @ApiProperty({ example: 'Data warehouse' })
  @IsString()
  @Length(1, 100)
  name: string;

  @ApiProperty({ example: 'https://hooks.example.com/parley' })
  @IsString()
  @Length(1, 2000)
  url: string;

  @ApiProperty({ type: [String], example: ['ticket.opened', 'message.received'], description: 'Names from GET /webhooks/events.' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  events: string[];

  @ApiPropertyOptional({ type: Object, nullable: true, description: CONDITION })
  @IsOptional()
  @IsObject()
  condition?: Record<string, unknown> | null;

  @ApiPropertyOptional({ default: false, description: NOTES })
  @IsOptional()
  @IsBoolean()
  includeNotes?: boolean;

  @ApiPropertyOptional({ default: true })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;
}

export class WebhookChangeInput {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 100)
  name?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 2000)
  url?: string;

  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  events?: string[];

  @ApiPropertyOptional({ type: Object, nullable: true, description: CONDITION })
  @IsOptional()
  @IsObject()
  condition?: Record<string, unknown> | null;

  @ApiPropertyOptional({ description: NOTES })
  @IsOptional()
  @IsBoolean()
  includeNotes?: boolean;

  @ApiPropertyOptional({ description: 'Switching it on forgets its failures.' })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;

  @ApiPropertyOptional({ description: 'The version the change was decided on; 409 when it is not the current one.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(2_000_000_000)
  version?: number;
}

export class WebhookRotation {
  @ApiPropertyOptional({
    minimum: 0,
    maximum: 168,
    default: 24,
    description: 'How long the old secret goes on signing beside the new one.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(168)
  overlapHours?: number;
}

export class WebhookReplayInput {
  @ApiProperty({ format: 'date-time', description: 'Failed deliveries of events since then are tried again.' })
  @IsInstant()
  since: string;
}

export class WebhookDeliveriesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: DELIVERY_STATES })
  @IsOptional()
  @IsIn(DELIVERY_STATES)
  state?: (typeof DELIVERY_STATES)[number];
}

export class WebhookAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  url: string;

  @ApiProperty({ type: [String] })
  events: string[];

  @ApiProperty({ type: Object, nullable: true })
  condition: object | null;

  @ApiProperty()
  includeNotes: boolean;

  @ApiProperty()
  enabled: boolean;

  @ApiProperty({ nullable: true, type: String, description: 'Why the desk switched it off.' })
  disabledReason: string | null;

  @ApiProperty({ description: 'Failures in a row; from five on it is paused, but for probes.' })
  failures: number;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  failingSince: string | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String, description: 'When the next probe goes out.' })
  pausedUntil: string | null;

  @ApiProperty({
    format: 'date-time',
    nullable: true,
    type: String,
    description: 'Until when the secret before the last rotation signs, too.',
  })
  oldSecretUntil: string | null;

  @ApiProperty()
  createdBy: string;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt: string;

  @ApiProperty()
  version: number;
}

export class WebhookSecretAnswer extends WebhookAnswer {
  @ApiProperty({ description: 'Shown in this answer only. Standard Webhooks: `whsec_` and base64.' })
  secret: string;
}

export class WebhookEventAnswer {
  @ApiProperty()
  name: string;

  @ApiProperty({ enum: ['ticket', 'message'], description: 'What `data` holds beside the ticket.' })
  subject: string;
}

export class WebhookEventsAnswer {
  @ApiProperty({ type: [WebhookEventAnswer] })
  items: WebhookEventAnswer[];

  @ApiProperty({ nullable: true, type: String })
  nextCursor: null;
}

export class WebhookTryAnswer {
  @ApiProperty({ format: 'date-time' })
  at: string;

  @ApiProperty({ nullable: true, type: Number, description: 'null: no answer came.' })
  status: number | null;

  @ApiProperty({ nullable: true, type: String, example: 'http.timeout' })
  fault: string | null;

  @ApiProperty()
  durationMs: number;

  @ApiProperty({ description: "The beginning of the answer's body." })
  answer: string;
}

export class WebhookDeliveryAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty({ description: 'Sent as webhook-id, the same with every attempt and replay.' })
  eventId: string;

  @ApiProperty()
  event: string;

  @ApiProperty({ nullable: true, type: String })
  ticketId: string | null;

  @ApiProperty({ enum: DELIVERY_STATES })
  state: string;

  @ApiProperty({ description: 'Since it was made or replayed.' })
  attempts: number;

  @ApiProperty({ nullable: true, type: Number, description: 'Of the last attempt.' })
  status: number | null;

  @ApiProperty({ nullable: true, type: String })
  fault: string | null;

  @ApiProperty({ nullable: true, type: Number })
  durationMs: number | null;

  @ApiProperty({ format: 'date-time', nullable: true, type: String, description: 'When it is tried next.' })
  nextAttemptAt: string | null;

  @ApiProperty({ type: [WebhookTryAnswer], description: 'The latest 40 attempts.' })
  tries: WebhookTryAnswer[];

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  settledAt: string | null;
}

export class WebhookDeliveryDetailAnswer extends WebhookDeliveryAnswer {
  @ApiProperty({ description: 'What is sent, byte for byte.' })
  body: string;
}

export class WebhookTestAnswer extends WebhookTryAnswer {
  @ApiProperty()
  ok: boolean;
}

export class WebhookReplayAnswer {
  @ApiProperty()
  replayed: number;

  @ApiProperty({ description: 'There are more: ask again.' })
  more: boolean;
}
