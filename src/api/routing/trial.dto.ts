import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { RULES_MAX } from '../../routing/settings.js';
import { RuleActionsDto, RuleInput } from './rules.dto.js';

export class TrialInput {
  @ApiProperty({ description: 'A ticket there is: it is looked at as it was when it arrived.' })
  @IsUUID()
  ticketId: string;

  @ApiPropertyOptional({ type: [RuleInput], description: 'Instead of the rules there are, in this order.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(RULES_MAX)
  @ValidateNested({ each: true })
  @Type(() => RuleInput)
  rules?: RuleInput[];
}

export class TriedRuleAnswer {
  @ApiProperty()
  name: string;

  @ApiProperty()
  matched: boolean;

  @ApiProperty({ nullable: true, type: String, description: 'The comparison that failed.' })
  because: string | null;
}

export class TrialAnswer {
  @ApiProperty({ type: [TriedRuleAnswer], description: 'The rules that matched, and the first that did not, in order.' })
  rules: TriedRuleAnswer[];

  @ApiProperty({ description: 'How many more were looked at and did not match.' })
  passedOver: number;

  @ApiProperty({ type: RuleActionsDto, description: 'What they would have set; null leaves what was there.' })
  actions: RuleActionsDto;

  @ApiProperty({ nullable: true, type: String, description: 'Of the first message.' })
  detectedLanguage: string | null;
}
