import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, isISO8601, Matches, ValidateBy } from 'class-validator';
import { instantFromText } from '../../kernel/clock.js';

/** With its offset: an instant, not a time of some clock on a wall. */
const WITH_OFFSET = /T.*(Z|[+-]\d{2}:\d{2})$/;

/** ISO 8601 that can be read: the standard also has weeks, days of the year and forms without separators, which JavaScript cannot read. */
export function IsInstant(): PropertyDecorator {
  return ValidateBy({
    name: 'isInstant',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isISO8601(value, { strict: true }) && instantFromText(value) !== null,
      defaultMessage: () => '$property must be an instant, as in 2026-03-02T09:00:00Z',
    },
  });
}

/** An instant as ISO 8601 with its offset. */
export function InstantText(options: { readonly description: string; readonly optional?: boolean }): PropertyDecorator {
  const { description, optional = false } = options;
  const checks = [IsInstant(), Matches(WITH_OFFSET, { message: '$property must name its offset, as in 2026-03-02T09:00:00Z' })];
  if (!optional) return applyDecorators(ApiProperty({ format: 'date-time', description }), ...checks);
  return applyDecorators(ApiPropertyOptional({ format: 'date-time', nullable: true, type: String, description }), IsOptional(), ...checks);
}
