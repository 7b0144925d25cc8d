import { IsOptional, IsUrl, Length, Matches } from 'class-validator';
import { Setting } from '../../contract/index.js';

const DIGITS = /^\d{5,25}$/;

export class WhatsappSettings {
  @Setting({
    label: 'Phone number ID',
    help: 'WhatsApp Manager → API setup. Not the phone number itself.',
    required: true,
    example: '106540352242922',
  })
  @IsOptional()
  @Matches(DIGITS)
  phoneNumberId?: string;

  @Setting({ label: 'Business account ID', help: 'The WhatsApp Business Account (WABA) the number belongs to.', required: true })
  @IsOptional()
  @Matches(DIGITS)
  businessAccountId?: string;

  @Setting({ label: 'App secret', help: 'Meta for Developers → your app → Settings → Basic.', secret: true, required: true })
  @IsOptional()
  @Length(16, 200)
  appSecret?: string;

  @Setting({ label: 'Verify token', help: 'Any text; enter the same beside the callback URL at Meta.', secret: true, required: true })
  @IsOptional()
  @Length(16, 200)
  verifyToken?: string;

  @Setting({ label: 'Access token', help: 'Of a system user with whatsapp_business_messaging.', secret: true, required: true })
  @IsOptional()
  @Length(16, 1000)
  accessToken?: string;

  @Setting({ label: 'Graph API version', help: 'Meta retires a version after about two years.' })
  @Matches(/^v\d{1,3}\.\d$/)
  apiVersion: string = 'v23.0';

  @Setting({ label: 'Graph API address', help: 'Change it only for a test double.' })
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  apiBaseUrl: string = 'https://graph.facebook.com';
}
