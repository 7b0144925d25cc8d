import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Length,
  Matches,
  ValidateIf,
} from 'class-validator';

const ROLES = ['supervisor', 'agent', 'auditor'] as const;
const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const URL_RULES = {
  protocols: ['https', 'http'],
  require_protocol: true,
  require_tld: false,
  allow_query_components: false,
  allow_fragments: false,
};

export class OidcProviderInput {
  @ApiProperty({ example: 'Company login' })
  @IsString()
  @Length(1, 100)
  label: string;

  @ApiProperty({ example: 'https://login.wallet.example', description: 'Letter by letter as the provider names itself.' })
  @IsUrl(URL_RULES)
  @Length(1, 300)
  issuer: string;

  @ApiProperty()
  @IsString()
  @Length(1, 300)
  clientId: string;

  @ApiProperty({ description: 'Write-only.' })
  @IsString()
  @Length(1, 500)
  clientSecret: string;

  @ApiPropertyOptional({
    type: [String],
    default: [],
    description: 'Whom to let in: verified addresses in these domains. Empty: whoever is linked.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Matches(DOMAIN, { each: true })
  allowedDomains?: string[];

  @ApiPropertyOptional({
    enum: ROLES,
    nullable: true,
    default: null,
    description: 'First logins make an account with this role; null: they are refused.',
  })
  @ValidateIf((input: OidcProviderInput) => input.defaultRole !== null && input.defaultRole !== undefined)
  @IsIn(ROLES)
  defaultRole?: (typeof ROLES)[number] | null;

  @ApiPropertyOptional({ default: true })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;
}

export class OidcProviderChange extends PartialType(OidcProviderInput) {
  @ApiPropertyOptional({ description: 'The version you saw; 409 when it is not the current one.' })
  @IsOptional()
  @IsInt()
  version?: number;
}

export class OidcProviderAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  label: string;

  @ApiProperty()
  issuer: string;

  @ApiProperty()
  clientId: string;

  @ApiProperty({ type: [String] })
  allowedDomains: string[];

  @ApiProperty({ enum: ROLES, nullable: true, type: String })
  defaultRole: string | null;

  @ApiProperty()
  enabled: boolean;

  @ApiProperty({ description: 'Register it at the provider.' })
  redirectUri: string;

  @ApiProperty()
  version: number;
}

export class OidcCheckAnswer {
  @ApiProperty()
  ok: boolean;

  @ApiProperty()
  message: string;
}
