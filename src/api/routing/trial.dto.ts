import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { GivenRulesInput } from './given-rules.dto.js';
import { RuleActionsDto } from './rules.dto.js';

export class TrialInput extends GivenRulesInput {
  @ApiProperty({ description: 'A ticket there is: it is looked at as it was when it arrived.' })
  @IsUUID()
  ticketId: string;
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
