import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, ValidateBy } from 'class-validator';

const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const LANGUAGES_MAX = 30;

interface TextsOptions {
  /** Length of each text. */
  readonly max: number;
  readonly optional?: boolean;
}

/** Texts by language: `{ "en": "Waiting for the bank", "id": "Menunggu bank" }`. */
export function TextsByLanguage({ max, optional = true }: TextsOptions): PropertyDecorator {
  const shape = {
    type: 'object',
    additionalProperties: { type: 'string', maxLength: max },
    example: { en: 'Open', id: 'Terbuka' },
  } as const;
  const check = ValidateBy({
    name: 'textsByLanguage',
    validator: {
      validate: (value) => areTexts(value, max),
      defaultMessage: () => `$property holds texts of 1 to ${max} characters by language tag`,
    },
  });
  return optional ? applyDecorators(ApiPropertyOptional(shape), IsOptional(), check) : applyDecorators(ApiProperty(shape), check);
}

function areTexts(value: unknown, max: number): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  if (entries.length > LANGUAGES_MAX) return false;
  return entries.every(([tag, text]) => LANGUAGE.test(tag) && typeof text === 'string' && text !== '' && text.length <= max);
}
