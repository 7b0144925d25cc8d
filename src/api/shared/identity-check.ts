import { Injectable } from '@nestjs/common';
import { ChannelRegistry } from '../../channels/index.js';
import { isUsableIdentity } from '../../contacts/settings.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { IdentityInput } from './identity.dto.js';

/** Kinds that every desk knows, whatever is connected to it. */
const EVERYWHERE: readonly string[] = ['email', 'phone'];

/** Accounts of customers as people and programs enter them: of a kind that some channel has, and of a form that can be used. */
@Injectable()
export class IdentityCheck {
  constructor(private readonly channels: ChannelRegistry) {}

  /** @throws DomainError `contact.unknown-identity-kind`, `contact.unusable-identity` (422) naming the field */
  check(identities: readonly IdentityInput[], path: string): void {
    const kinds = [...new Set([...EVERYWHERE, ...this.channels.definitions.flatMap((one) => one.identityKinds)])];
    for (const [i, identity] of identities.entries()) {
      if (!kinds.includes(identity.kind))
        throw refused('unknown-identity-kind', `${path}.${i}.kind`, `There is no such kind of account; there are: ${kinds.join(', ')}.`);
      if (!isUsableIdentity(identity)) throw refused('unusable-identity', `${path}.${i}.value`, `This is no usable ${identity.kind}.`);
    }
  }
}

function refused(reason: string, field: string, message: string): DomainError {
  return new DomainError('unprocessable', `contact.${reason}`, message, { field });
}
