import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

export class TeamInput {
  @ApiProperty()
  @IsString()
  @Length(1, 100)
  name: string;
}

export class TeamAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  memberCount: number;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty()
  version: number;
}
