import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsEmail, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';

const KINDS = ['reply', 'note'] as const;

export class DraftInput {
  @ApiPropertyOptional({ enum: KINDS, default: 'reply' })
  @IsOptional()
  @IsIn(KINDS)
  kind: (typeof KINDS)[number] = 'reply';

  @ApiProperty()
  @IsString()
  @MaxLength(100_000)
  text: string;

  @ApiPropertyOptional()
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

  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsEmail({}, { each: true })
  cc?: string[];

  @ApiPropertyOptional()
  @IsOptional()
  @IsUUID()
  inboxId?: string;
}

export class DraftTicketAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  number: number;

  @ApiProperty()
  subject: string;
}

export class DraftAnswer {
  @ApiProperty({ type: DraftTicketAnswer })
  ticket: DraftTicketAnswer;

  @ApiProperty({ enum: KINDS })
  kind: string;

  @ApiProperty()
  text: string;

  @ApiProperty({ nullable: true, type: String })
  html: string | null;

  @ApiProperty({ type: [String] })
  attachmentIds: string[];

  @ApiProperty({ type: [String] })
  cc: string[];

  @ApiProperty({ nullable: true, type: String })
  inboxId: string | null;

  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
}
