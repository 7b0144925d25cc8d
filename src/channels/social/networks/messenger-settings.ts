import { IsOptional, IsUrl, Length, Matches } from 'class-validator';
import { Setting } from '../../contract/index.js';

export class MessengerSettings {
  @Setting({ label: 'Page ID', help: 'Page → About → Page transparency.', required: true })
  @IsOptional()
  @Matches(/^\d{5,25}$/)
  pageId?: string;

  @Setting({ label: 'App secret', help: 'Meta for Developers → your app → Settings → Basic.', secret: true, required: true })
  @IsOptional()
  @Length(16, 200)
  appSecret?: string;

  @Setting({ label: 'Verify token', help: 'Any text; enter the same beside the callback URL at Meta.', secret: true, required: true })
  @IsOptional()
  @Length(16, 200)
  verifyToken?: string;

  @Setting({ label: 'Page access token', help: 'Of the page, with pages_messaging.', secret: true, required: true })
  @IsOptional()
  @Length(16, 1000)
  pageAccessToken?: string;

  @Setting({ label: 'Graph API version', help: 'Meta retires a version after about two years.' })
  @Matches(/^v\d{1,3}\.\d$/)
  apiVersion: string = 'v23.0';

  @Setting({ label: 'Graph API address', help: 'Change it only for a test double.' })
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  apiBaseUrl: string = 'https://graph.facebook.com';
}
