import { IsOptional, IsUrl, Matches } from 'class-validator';
import { Setting } from '../../contract/index.js';

export class TelegramSettings {
  @Setting({
    label: 'Bot token',
    help: 'From @BotFather: /newbot, or /token for an existing bot.',
    secret: true,
    required: true,
    example: '123456:ABC-DEF…',
  })
  @IsOptional()
  @Matches(/^\d{3,20}:[\w-]{10,100}$/, { message: 'must look like 123456:ABC…' })
  botToken?: string;

  @Setting({
    label: 'Webhook secret',
    help: 'Any 16 to 256 letters, digits, _ or -; give the same to setWebhook as secret_token.',
    secret: true,
    required: true,
  })
  @IsOptional()
  @Matches(/^[\w-]{16,256}$/, { message: 'must be 16 to 256 letters, digits, _ or -' })
  secretToken?: string;

  @Setting({ label: 'API address', help: 'Change it only for a local Bot API server.' })
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  apiBaseUrl: string = 'https://api.telegram.org';
}
