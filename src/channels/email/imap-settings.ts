import { IsBoolean, IsEmail, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { Setting } from '../contract/index.js';

const HOST = /^[\w.:-]{1,255}$/;
export const TLS = ['on', 'starttls', 'off'] as const;
export type Tls = (typeof TLS)[number];

export class ImapSettings {
  @Setting({ label: 'Address', help: 'Customers write to it, and answers come from it.', required: true, example: 'support@example.com' })
  @IsOptional()
  @IsEmail({ require_tld: false })
  address?: string;

  @Setting({ label: 'Sender name', help: 'Shown beside the address, after the name of the agent.' })
  @IsString()
  @MaxLength(100)
  displayName: string = 'Customer service';

  @Setting({
    label: 'Plus addressing',
    help: 'Answers go to name+token@domain, which makes threading certain. Off where the mail server refuses such addresses.',
  })
  @IsBoolean()
  plusAddressing: boolean = true;

  @Setting({ label: 'IMAP server', help: 'Where mail is read.', required: true, example: 'imap.example.com' })
  @IsOptional()
  @Matches(HOST)
  imapHost?: string;

  @Setting({ label: 'IMAP port', help: '993 with TLS, 143 with STARTTLS.' })
  @IsInt()
  @Min(1)
  @Max(65_535)
  imapPort: number = 993;

  @Setting({ label: 'IMAP encryption', help: 'on, starttls, or off (only for a server on this machine).', choices: TLS })
  @IsIn(TLS)
  imapTls: Tls = 'on';

  @Setting({ label: 'IMAP user', help: 'As a rule the address.', required: true })
  @IsOptional()
  @Length(1, 320)
  imapUser?: string;

  @Setting({ label: 'IMAP password', help: 'An app password where the provider has them.', secret: true, required: true })
  @IsOptional()
  @Length(1, 500)
  imapPassword?: string;

  @Setting({ label: 'Mailbox', help: 'The folder that is read.' })
  @IsString()
  @Length(1, 200)
  mailbox: string = 'INBOX';

  @Setting({ label: 'SMTP server', help: 'Where answers are sent.', required: true, example: 'smtp.example.com' })
  @IsOptional()
  @Matches(HOST)
  smtpHost?: string;

  @Setting({ label: 'SMTP port', help: '465 with TLS, 587 with STARTTLS.' })
  @IsInt()
  @Min(1)
  @Max(65_535)
  smtpPort: number = 465;

  @Setting({ label: 'SMTP encryption', help: 'on, starttls, or off (only for a server on this machine).', choices: TLS })
  @IsIn(TLS)
  smtpTls: Tls = 'on';

  @Setting({ label: 'SMTP user', help: 'As a rule the address.', required: true })
  @IsOptional()
  @Length(1, 320)
  smtpUser?: string;

  @Setting({ label: 'SMTP password', help: 'An app password where the provider has them.', secret: true, required: true })
  @IsOptional()
  @Length(1, 500)
  smtpPassword?: string;

  @Setting({
    label: 'Authentication server name',
    help: 'The authserv-id your own mail server writes into Authentication-Results. Empty: no sender counts as verified.',
  })
  @IsString()
  @MaxLength(255)
  trustedAuthservId: string = '';
}
