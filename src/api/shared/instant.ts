import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsOptional, Matches } from 'class-validator';

/** With its offset: an instant, not a time of some clock on a wall. */
const WITH_OFFSET = /T.*(Z|[+-]\d{2}:\d{2})$/;

/** An instant as ISO 8601 with its offset. */
export function InstantText(options: { readonly description: string; readonly optional?: boolean }): PropertyDecorator {
  const { description, optional = false } = options;
  const checks = [
    IsISO8601({ strict: true }),
    Matches(WITH_OFFSET, { message: '$property must name its offset, as in 2026-03-02T09:00:00Z' }),
  ];
  if (!optional) return applyDecorators(ApiProperty({ format: 'date-time', description }), ...checks);
  return applyDecorators(ApiPropertyOptional({ format: 'date-time', nullable: true, type: String, description }), IsOptional(), ...checks);
}
