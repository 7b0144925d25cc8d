import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { PASSWORD_MAX } from '../../access/index.js';

export class LoginInput {
  @ApiProperty({ example: 'admin@example.com' })
  @IsString()
  @Length(1, 320)
  email: string;

  @ApiProperty()
  @IsString()
  @Length(1, PASSWORD_MAX)
  password: string;

  @ApiPropertyOptional({ description: 'Six digits, or a recovery code, for agents with two-factor login.' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  totp?: string;
}

export class MeAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ enum: ['admin', 'supervisor', 'agent', 'auditor'] })
  role: string;

  @ApiProperty({ type: [String], description: 'What this login may do.' })
  permissions: string[];
}

export class LoginAnswer {
  @ApiProperty({ type: MeAnswer })
  agent: MeAnswer;

  @ApiProperty({ description: 'Send it as header x-csrf-token with every write of this session.' })
  csrfToken: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt: string;

  @ApiProperty({ description: 'The role needs two-factor login: until it is set up (POST /auth/totp) this session may do nothing else.' })
  mustEnrol: boolean;
}
