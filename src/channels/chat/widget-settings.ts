import { IsBoolean, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { Setting } from '../contract/index.js';

export class WidgetSettings {
  @Setting({
    label: 'Identity secret',
    help: 'At least 32 characters. Your server signs who is logged in with it, and visitors get their tokens from it.',
    secret: true,
    required: true,
  })
  @IsOptional()
  @Length(32, 200)
  identitySecret?: string;

  @Setting({ label: 'Allowed origins', help: 'Comma separated, e.g. https://shop.example.com. Empty: every site may show the widget.' })
  @IsString()
  @MaxLength(2000)
  @Matches(/^(\s*https?:\/\/[^\s,/]+\s*(,|$))*$/, { message: 'must be a list of origins such as https://shop.example.com' })
  allowedOrigins: string = '';

  @Setting({ label: 'Only signed-in users', help: 'Refuses visitors whom your server has not vouched for.' })
  @IsBoolean()
  requireIdentity: boolean = false;

  @Setting({ label: 'User scope', help: 'Inboxes with the same scope share their signed-in users.' })
  @IsString()
  @Matches(/^[\w.-]{1,60}$/)
  identityScope: string = 'app';

  @Setting({ label: 'Age of a signature in minutes', help: 'How long after it was issued a signed identity opens the chat.' })
  @IsInt()
  @Min(1)
  @Max(10_080)
  maxIdentityAgeMinutes: number = 1440;
}
