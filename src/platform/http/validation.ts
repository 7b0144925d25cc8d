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
  refuse([...unstorableIn(plain, ''), ...listsIn(type, plain)]);
  const dto = plainToInstance(type, plain, { enableImplicitConversion: false });
  refuse([...nullsIn(dto, ''), ...flatten(await validate(dto, OPTIONS), '')]);
  return dto;
}

interface Problem {
  readonly field: string;
  readonly problem: string;
}

function refuse(errors: readonly Problem[]): void {
  if (errors.length > 0) throw new DomainError('invalid', 'request.invalid', `Wrong: ${errors.map((e) => e.field).join(', ')}`, { errors });
}

/** Where @nestjs/swagger keeps what it documents of a property. */
const DOCUMENTED = 'swagger/apiModelProperties';

/** `@IsOptional()` lets null pass as well as nothing, at every depth; only what the documentation calls nullable may be null. */
function nullsIn(dto: object, prefix: string): readonly Problem[] {
  return Object.entries(dto).flatMap(([name, value]: [string, unknown]) => {
    const field = `${prefix}${name}`;
    if (value === null) return mayBeNull(dto, name) ? [] : [{ field, problem: `${name} must not be null` }];
    return [value].flat().flatMap((part, i) => (isDto(part) ? nullsIn(part, Array.isArray(value) ? `${field}.${i}.` : `${field}.`) : []));
  });
}

function mayBeNull(dto: object, name: string): boolean {
  const documented: unknown = Reflect.getMetadata(DOCUMENTED, dto.constructor.prototype as object, name);
  return documented === undefined || (documented as { readonly nullable?: boolean }).nullable === true;
}

/** plainToInstance has made an instance of its class of every part that has one. */
function isDto(part: unknown): part is object {
  return typeof part === 'object' && part !== null && !PLAIN.has(part.constructor);
}

/** `@ValidateNested()` walks into lists wherever it meets them, so a list passes for the object that should stand there. */
function listsIn(type: ClassConstructor<object>, plain: object): readonly Problem[] {
  return Object.entries(plain).flatMap(([field, value]) => {
    const documented: unknown = Reflect.getMetadata(DOCUMENTED, type.prototype as object, field);
    if (!Array.isArray(value) || documented === undefined) return [];
    const { isArray = false, type: member } = documented as { readonly isArray?: boolean; readonly type?: unknown };
    return isArray || typeof member !== 'function' || PLAIN.has(member) ? [] : [{ field, problem: `${field} must be an object` }];
  });
}

const NESTING_MAX = 20;

/** U+0000 and lone surrogates can be stored nowhere, and nothing of the API is a list of lists: a mistake of the caller. */
function unstorableIn(value: unknown, field: string, depth = 0): readonly Problem[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [{ field, problem: 'holds a NUL or half a character' }];
  if (typeof value !== 'object' || value === null) return [];
  if (depth > NESTING_MAX) return [{ field, problem: 'is nested too deep' }];
  if (Array.isArray(value) && value.some(Array.isArray)) return [{ field, problem: 'must not hold a list of lists' }];
  return Object.entries(value).flatMap(([name, part]) =>
    isStorable(name)
      ? unstorableIn(part, field === '' ? name : `${field}.${name}`, depth + 1)
      : [{ field: field === '' ? 'a name' : field, problem: 'holds a NUL or half a character' }],
  );
}

function flatten(errors: readonly ValidationError[], prefix: string): readonly Problem[] {
  return errors.flatMap((error) => {
    const field = `${prefix}${error.property}`;
    const own = Object.values(error.constraints ?? {}).map((problem) => ({ field, problem }));
    return [...own, ...flatten(error.children ?? [], `${field}.`)];
  });
}
