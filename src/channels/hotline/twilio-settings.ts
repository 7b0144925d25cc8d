import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUrl, Length, Matches, Max, Min } from 'class-validator';
import { Setting } from '../contract/index.js';

/** Languages `<Say>` speaks here; any other BCP 47 tag that Twilio knows can be added without harm. */
export const VOICES = ['en-US', 'en-GB', 'id-ID', 'cmn-CN', 'ms-MY'] as const;

export class TwilioSettings {
  @Setting({
    label: 'Phone number',
    help: 'The number customers call and text, with country code.',
    required: true,
    example: '+6221500000',
  })
  @IsOptional()
  @Matches(/^\+[1-9]\d{5,14}$/, { message: 'must be an E.164 number such as +6221500000' })
  phoneNumber?: string;

  @Setting({ label: 'Account SID', help: 'Twilio console → Account info.', required: true })
  @IsOptional()
  @Matches(/^AC[0-9a-f]{32}$/i)
  accountSid?: string;

  @Setting({
    label: 'Auth token',
    help: 'Twilio console → Account info. Signs the webhooks and opens the API.',
    secret: true,
    required: true,
  })
  @IsOptional()
  @Length(16, 100)
  authToken?: string;

  @Setting({
    label: 'Former auth token',
    help: 'Only while you rotate the auth token: webhooks signed with it are still accepted.',
    secret: true,
  })
  @IsOptional()
  @Length(0, 100)
  previousAuthToken?: string;

  @Setting({ label: 'Language of the voice', help: 'In which the greeting is spoken.' })
  @IsIn(VOICES)
  voiceLanguage: (typeof VOICES)[number] = 'en-US';

  @Setting({ label: 'Greeting', help: 'Spoken to every caller.' })
  @IsString()
  @Length(1, 1000)
  greeting: string = 'Thank you for calling. This call is recorded. Please leave a message after the tone and we will call you back.';

  @Setting({ label: 'Goodbye', help: 'Spoken after the message was recorded.' })
  @IsString()
  @Length(1, 500)
  goodbye: string = 'Thank you. We have received your message. Goodbye.';

  @Setting({ label: 'Voicemail', help: 'Off: callers hear the greeting only.' })
  @IsBoolean()
  voicemail: boolean = true;

  @Setting({ label: 'Longest voicemail in seconds', help: 'Twilio ends the recording then.' })
  @IsInt()
  @Min(10)
  @Max(3600)
  maxVoicemailSeconds: number = 180;

  @Setting({ label: 'API address', help: 'Change it only for a test double.' })
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  apiBaseUrl: string = 'https://api.twilio.com';
}
