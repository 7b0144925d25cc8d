import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsUUID } from 'class-validator';
import { CONTACT_FIELDS, type ContactField } from '../../contacts/settings.js';
import { IdentityAnswer } from '../shared/identity.dto.js';

export class MergePreviewQuery {
  @ApiProperty({ description: 'The contact that stays.' })
  @IsUUID()
  intoId: string;
}

export class ContactMergeInput {
  @ApiProperty({ description: 'The contact that stays.' })
  @IsUUID()
  intoId: string;

  @ApiPropertyOptional({ enum: CONTACT_FIELDS, isArray: true, description: 'Fields in which the contact that goes is right.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(3)
  @IsIn(CONTACT_FIELDS, { each: true })
  take?: ContactField[];
}

export class MergeSideAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ nullable: true, type: String })
  language: string | null;

  @ApiProperty({ nullable: true, type: String })
  tier: string | null;

  @ApiProperty({ type: [IdentityAnswer] })
  identities: IdentityAnswer[];

  @ApiProperty()
  tickets: number;

  @ApiProperty()
  openTickets: number;
}

export class ConflictAnswer {
  @ApiProperty({ enum: CONTACT_FIELDS })
  field: string;

  @ApiProperty({ description: 'What the contact says that goes.' })
  theirs: string;

  @ApiProperty({ description: 'What the contact says that stays; it is right unless the merge takes the field.' })
  ours: string;
}

export class MergePreviewAnswer {
  @ApiProperty({ type: MergeSideAnswer })
  going: MergeSideAnswer;

  @ApiProperty({ type: MergeSideAnswer })
  staying: MergeSideAnswer;

  @ApiProperty({ type: [ConflictAnswer] })
  conflicts: ConflictAnswer[];
}
