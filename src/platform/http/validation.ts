import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { type ClassConstructor, plainToInstance } from 'class-transformer';
import { type ValidationError, validate } from 'class-validator';
import { DomainError } from '../../kernel/domain-error.js';

const OPTIONS = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  stopAtFirstError: true,
  validationError: { target: false, value: false },
} as const;
const PLAIN = new Set<unknown>([String, Number, Boolean, Array, Object, Buffer, undefined]);

/** Turns input into the DTO class of the handler, or refuses it and names each field that is wrong. Values are never echoed. */
@Injectable()
export class DtoPipe implements PipeTransform {
  async transform(value: unknown, { metatype, type }: ArgumentMetadata): Promise<unknown> {
    if (type === 'custom' || PLAIN.has(metatype)) return value;
    return toDto(metatype as ClassConstructor<object>, value);
  }
}

/** @throws DomainError `request.invalid` with `errors: [{ field, problem }]`. */
export async function toDto<T extends object>(type: ClassConstructor<T>, value: unknown): Promise<T> {
  const plain = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  const dto = plainToInstance(type, plain, { enableImplicitConversion: false });
  const errors = flatten(await validate(dto, OPTIONS), '');
  if (errors.length > 0) throw new DomainError('invalid', 'request.invalid', `Wrong: ${errors.map((e) => e.field).join(', ')}`, { errors });
  return dto;
}

function flatten(errors: readonly ValidationError[], prefix: string): { readonly field: string; readonly problem: string }[] {
  return errors.flatMap((error) => {
    const field = `${prefix}${error.property}`;
    const own = Object.values(error.constraints ?? {}).map((problem) => ({ field, problem }));
    return [...own, ...flatten(error.children ?? [], `${field}.`)];
  });
}
