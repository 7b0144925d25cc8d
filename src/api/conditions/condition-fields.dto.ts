import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';

export const CONDITION_PURPOSES = ['view', 'routing', 'sla', 'automation', 'automation-by-time', 'webhook'] as const;
export type ConditionPurpose = (typeof CONDITION_PURPOSES)[number];

export class ConditionFieldsQuery {
  @ApiProperty({ enum: CONDITION_PURPOSES, description: 'What the condition is for: each may ask of other fields.' })
  @IsIn(CONDITION_PURPOSES)
  for: ConditionPurpose;
}

export class ConditionFieldAnswer {
  @ApiProperty({ example: 'custom.orderNumber' })
  field: string;

  @ApiProperty({ enum: ['text', 'id', 'number', 'instant', 'boolean', 'list', 'choice', 'ordered'] })
  kind: string;

  @ApiProperty({ type: [String], description: 'How it can be compared.' })
  operators: string[];

  @ApiProperty({ type: [String], nullable: true, description: 'The values it can have, in their order; null: not known beforehand.' })
  values: string[] | null;

  @ApiPropertyOptional({
    type: Object,
    nullable: true,
    description: 'What people read, by language; only of fields that this company added.',
  })
  labels: Readonly<Record<string, string>> | null;

  @ApiProperty({ type: String, nullable: true, description: 'The word that stands for the asker’s own: `me`, `mine`.' })
  own: string | null;
}
