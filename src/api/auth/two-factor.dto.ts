import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { PASSWORD_MAX } from '../../access/index.js';

export class TwoFactorAnswer {
  @ApiProperty()
  enabled: boolean;

  @ApiProperty({ description: 'The role needs it; then it cannot be removed.' })
  required: boolean;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  confirmedAt: string | null;

  @ApiProperty({ description: 'Recovery codes that were not used.' })
  recoveryCodesLeft: number;
}

export class TwoFactorBegin {
  @ApiProperty({ description: 'Your password, again.' })
  @IsString()
  @Length(1, PASSWORD_MAX)
  password: string;
}

export class TwoFactorBegun {
  @ApiProperty({ description: 'Base32; shown this once only.' })
  secret: string;

  @ApiProperty({ example: 'otpauth://totp/Parley:sari%40example.com?secret=…&issuer=Parley', description: 'For a QR code.' })
  uri: string;
}

export class CodeInput {
  @ApiProperty({ description: 'Six digits; where one is set up already a recovery code does as well.' })
  @IsString()
  @Length(6, 40)
  code: string;
}

export class RecoveryCodesAnswer {
  @ApiProperty({ type: [String], description: 'Each works once, in place of a code. Shown this once only.' })
  recoveryCodes: string[];
}

export class TwoFactorConfirmed extends RecoveryCodesAnswer {
  @ApiProperty({ description: 'The session has a new cookie, and with it a new token for x-csrf-token.' })
  csrfToken: string;
}

export class SessionRotated {
  @ApiProperty({ description: 'The session has a new cookie, and with it a new token for x-csrf-token.' })
  csrfToken: string;
}
