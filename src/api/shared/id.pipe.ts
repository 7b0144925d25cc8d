import { Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { isUuid } from '../../kernel/id.js';

/** A path parameter that must be an id; anything else cannot exist. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUuid(value)) throw new DomainError('not-found', 'request.bad-id', 'An id in the address is not one.');
    return value;
  }
}
