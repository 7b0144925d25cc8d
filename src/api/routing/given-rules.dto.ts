import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, ValidateNested } from 'class-validator';
import { RULES_MAX } from '../../routing/settings.js';
import { RuleInput } from './rules.dto.js';

export class GivenRulesInput {
  @ApiPropertyOptional({ type: [RuleInput], description: 'Instead of the rules there are, in this order.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(RULES_MAX)
  @ValidateNested({ each: true })
  @Type(() => RuleInput)
  rules?: RuleInput[];
}
