import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length, MaxLength } from 'class-validator';

export class IdentityInput {
  @ApiProperty({ example: 'email', description: '`email`, `phone`, or a kind of a provider.' })
  @IsString()
  @Length(1, 40)
  kind: string;

  @ApiProperty({ example: 'customer@example.com' })
  @IsString()
  @Length(1, 320)
  value: string;

  @ApiProperty({ required: false, default: '', description: 'Where the value is unique, e.g. a page; empty: everywhere.' })
  @IsString()
  @MaxLength(100)
  scope: string = '';
}

export class IdentityAnswer {
  @ApiProperty()
  kind: string;

  @ApiProperty()
  scope: string;

  @ApiProperty()
  value: string;

  @ApiProperty({ description: 'The provider proved that it belongs to this customer.' })
  verified: boolean;
}
