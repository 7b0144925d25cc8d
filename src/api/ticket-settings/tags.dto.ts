import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, Length, Matches } from 'class-validator';

const COLOR = /^#[0-9a-f]{6}$/;

export class TagInput {
  @ApiProperty()
  @IsString()
  @Length(1, 60)
  name: string;

  @ApiPropertyOptional({ example: '#3366cc', default: '#808080' })
  @IsOptional()
  @Matches(COLOR)
  color?: string;
}

export class TagChange {
  @ApiPropertyOptional({ example: '#3366cc' })
  @IsOptional()
  @Matches(COLOR)
  color?: string;

  @ApiPropertyOptional({ description: 'Where tags are restricted, one that is switched off cannot be put on a ticket any more.' })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;
}

export class TagAnswer {
  @ApiProperty()
  name: string;

  @ApiProperty()
  color: string;

  @ApiProperty()
  enabled: boolean;
}

export class TicketSettingsChange {
  @ApiProperty({ description: 'May tickets carry the tags of the list only?' })
  @IsBoolean()
  tagsRestricted: boolean;
}

export class TicketSettingsAnswer {
  @ApiProperty()
  tagsRestricted: boolean;
}
