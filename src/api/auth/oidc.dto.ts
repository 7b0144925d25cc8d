import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { PASSWORD_MAX } from '../../access/index.js';

export class OfferedProviderAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty({ example: 'Company login' })
  label: string;

  @ApiProperty({ description: 'Send the browser there.' })
  startUrl: string;
}

export class LinkInput {
  @ApiProperty({ required: false, description: 'Your password, again; who has none sends nothing.' })
  @IsString()
  @Length(0, PASSWORD_MAX)
  password: string = '';
}

export class LinkAnswer {
  @ApiProperty({ description: 'Send the browser there; it comes back, and the identity is linked.' })
  url: string;
}

export class IdentityLinkAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  issuer: string;

  @ApiProperty()
  subject: string;

  @ApiProperty({ format: 'date-time' })
  linkedAt: string;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  lastLoginAt: string | null;
}
