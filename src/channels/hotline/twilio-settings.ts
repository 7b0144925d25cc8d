import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUrl, Length, Matches, Max, Min } from 'class-validator';
import { Setting } from '../contract/index.js';
import { VOICES, type VoiceLanguage } from './twilio-greetings.js';

const STANDARD_SENTENCE = 'Empty: a standard sentence in the language of the voice.';

/** One phone number of a Twilio account, for calls and text messages. */
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
  @Matches(/^AC[0-9a-f]{32}$/i, { message: 'must be AC and 32 hexadecimal digits' })
  accountSid?: string;

  @Setting({
    label: 'Auth token',
    help: 'Twilio console → Account info. Signs the webhooks and opens the API. A sub-account has a token of its own.',
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

  @Setting({ label: 'Language of the voice', help: 'In which callers are spoken to.', choices: VOICES })
  @IsIn(VOICES)
  voiceLanguage: VoiceLanguage = 'en-US';

  @Setting({
    label: 'Voice',
    help: 'A voice of that language, by its Twilio name. Empty: the default voice.',
    example: 'Google.id-ID-Wavenet-A',
  })
  @Matches(/^([A-Za-z]+(\.[A-Za-z0-9-]+)?)?$/, { message: 'must be a name such as Google.id-ID-Wavenet-A' })
  voice: string = '';

  @Setting({ label: 'Greeting', help: `Spoken to every caller first. ${STANDARD_SENTENCE}` })
  @IsString()
  @Length(0, 1000)
  greeting: string = '';

  @Setting({ label: 'Voicemail', help: 'Off: callers hear the greeting only.' })
  @IsBoolean()
  voicemail: boolean = true;

  @Setting({
    label: 'Announce the recording',
    help: 'Says that the message is recorded, before it is. The law of many countries asks for it.',
  })
  @IsBoolean()
  announceRecording: boolean = true;

  @Setting({ label: 'Recording notice', help: `Spoken when the recording is announced. ${STANDARD_SENTENCE}` })
  @IsString()
  @Length(0, 500)
  recordingNotice: string = '';

  @Setting({ label: 'Voicemail prompt', help: `Spoken just before the tone. ${STANDARD_SENTENCE}` })
  @IsString()
  @Length(0, 500)
  voicemailPrompt: string = '';

  @Setting({ label: 'Goodbye', help: `Spoken after the message was recorded. ${STANDARD_SENTENCE}` })
  @IsString()
  @Length(0, 500)
  goodbye: string = '';

  @Setting({ label: 'Longest voicemail in seconds', help: 'Twilio ends the recording then.' })
  @IsInt()
  @Min(10)
  @Max(3600)
  maxRecordingSeconds: number = 180;

  @Setting({ label: 'API address', help: 'Change it only for another region or a test double.' })
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  apiBaseUrl: string = 'https://api.twilio.com';

  /** Media lie at the API, which redirects to these stores: https://help.twilio.com/articles/223183748 */
  @Setting({
    label: 'Hosts of recordings and pictures',
    help: 'Files are fetched from these and their sub-domains only; separated by commas.',
  })
  @IsString()
  @Length(0, 500)
  @Matches(/^\s*([a-z0-9.-]+(\s*,\s*[a-z0-9.-]+)*\s*)?$/i, { message: 'must be host names separated by commas' })
  mediaHosts: string = 'twilio.com, twiliocdn.com, s3-external-1.amazonaws.com';
}
