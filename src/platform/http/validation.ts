import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { type ClassConstructor, plainToInstance } from 'class-transformer';
import { type ValidationError, validate } from 'class-validator';
import { DomainError } from '../../kernel/domain-error.js';
import { isStorable } from '../../kernel/message.js';

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
  const unstorable = unstorableIn(plain, '');
  if (unstorable.length > 0)
    throw new DomainError('invalid', 'request.invalid', `Wrong: ${unstorable.map((e) => e.field).join(', ')}`, { errors: unstorable });
  const dto = plainToInstance(type, plain, { enableImplicitConversion: false });
  const errors = [...nullsIn(type, plain), ...flatten(await validate(dto, OPTIONS), '')];
  if (errors.length > 0) throw new DomainError('invalid', 'request.invalid', `Wrong: ${errors.map((e) => e.field).join(', ')}`, { errors });
  return dto;
}

/** Where @nestjs/swagger keeps what it documents of a property. */
const DOCUMENTED = 'swagger/apiModelProperties';

/** `@IsOptional()` lets null pass as well as nothing; only what the documentation calls nullable may be null. */
function nullsIn(type: ClassConstructor<object>, plain: object): readonly { readonly field: string; readonly problem: string }[] {
  return Object.entries(plain).flatMap(([field, value]) => {
    if (value !== null) return [];
    const documented: unknown = Reflect.getMetadata(DOCUMENTED, type.prototype as object, field);
    const isNullable = documented === undefined || (documented as { readonly nullable?: boolean }).nullable === true;
    return isNullable ? [] : [{ field, problem: `${field} must not be null` }];
  });
}

const NESTING_MAX = 20;

/** U+0000 and lone surrogates can be stored nowhere; a text that holds them is a mistake of the caller. */
function unstorableIn(value: unknown, field: string, depth = 0): readonly { readonly field: string; readonly problem: string }[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [{ field, problem: 'holds a NUL or half a character' }];
  if (typeof value !== 'object' || value === null) return [];
  if (depth > NESTING_MAX) return [{ field, problem: 'is nested too deep' }];
  return Object.entries(value).flatMap(([name, part]) =>
    isStorable(name)
      ? unstorableIn(part, field === '' ? name : `${field}.${name}`, depth + 1)
      : [{ field: field === '' ? 'a name' : field, problem: 'holds a NUL or half a character' }],
  );
}

function flatten(errors: readonly ValidationError[], prefix: string): { readonly field: string; readonly problem: string }[] {
  return errors.flatMap((error) => {
    const field = `${prefix}${error.property}`;
    const own = Object.values(error.constraints ?? {}).map((problem) => ({ field, problem }));
    return [...own, ...flatten(error.children ?? [], `${field}.`)];
  });
}
