import { Injectable } from '@nestjs/common';
import { DomainError, notFound } from '../kernel/domain-error.js';
import type { ContactId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { nameless } from './domain/nameless.js';
import { type IdentityName, normaliseIdentity } from './normalise-identity.js';
import { type ContactChange, ContactRepository, type KnownIdentity, type NewIdentity } from './store/contact.repository.js';

export interface SenderFacts extends NewIdentity {
  readonly isOpaque?: boolean;
  readonly also?: readonly IdentityName[];
}

export interface KnownContact {
  readonly id: ContactId;
  readonly name: string;
  readonly tier: string | null;
  /** An agent marked what they sent as spam: new tickets of theirs are spam until somebody looks. */
  readonly isSpam: boolean;
}

const NAME_MAX = 200;

/** Who writes. The same identity is always the same contact; two contacts are never joined without a person's word. */
@Injectable()
export class Contacts {
  constructor(private readonly repository: ContactRepository) {}

  /** The contact behind a sender, made when unknown. Locks the sender's identity until the transaction ends. */
  async resolve(tx: Tx, sender: SenderFacts, language: string | null): Promise<KnownContact> {
    const main = { ...sender, ...normaliseIdentity(sender) };
    const also = (sender.also ?? []).map(normaliseIdentity);
    for (;;) {
      const known = await this.repository.lockIdentities(tx, [main, ...also]);
      const match = known.find((k) => isSame(k, main)) ?? (await this.joinable(tx, known, main));
      if (match !== undefined) {
        await this.addMissing(tx, match, { main, also, known });
        return { id: match.contactId, name: match.contactName, tier: match.contactTier, isSpam: match.contactIsSpam };
      }
      const name = (sender.displayName?.trim() || nameless(main)).slice(0, NAME_MAX);
      const id = await this.repository.createWith(tx, main, { name, language });
      if (id === null) continue; // another first message of this person was quicker: its rows are visible now
      for (const other of also) await this.repository.addIdentity(tx, id, { ...other, verified: main.verified, displayName: null });
      return { id, name, tier: null, isSpam: false };
    }
  }

  /**
   * Somebody known only by what else was proved (a visitor who signs in): the same person, unless that contact has an
   * account of this kind already. Two users of one device are two people.
   */
  private async joinable(tx: Tx, known: readonly KnownIdentity[], main: IdentityName): Promise<KnownIdentity | undefined> {
    const [first] = known;
    if (first === undefined || (await this.repository.hasAccount(tx, first.contactId, main))) return undefined;
    return first;
  }

  /** A contact made by hand or by program. @throws DomainError `contact.identity-taken` */
  async create(
    tx: Tx,
    facts: { readonly name: string; readonly language: string | null; readonly identities: readonly IdentityName[] },
  ): Promise<ContactId> {
    const id = await this.repository.create(tx, { name: facts.name.slice(0, NAME_MAX), language: facts.language });
    for (const identity of facts.identities) {
      const added = await this.repository.addIdentity(tx, id, { ...normaliseIdentity(identity), verified: false, displayName: null });
      if (!added)
        throw new DomainError('conflict', 'contact.identity-taken', 'An identity belongs to another contact already.', {
          kind: identity.kind,
        });
    }
    return id;
  }

  /** @throws DomainError `contact.not-found`, `contact.merged`, `contact.version-conflict` */
  async change(tx: Tx, id: ContactId, change: ContactChange): Promise<void> {
    if (await this.repository.change(tx, id, change)) return;
    const known = await this.repository.find(tx, id);
    if (known === null) throw notFound('contact');
    if (known.mergedIntoId !== null)
      throw new DomainError('conflict', 'contact.merged', 'The contact was merged into another one.', { mergedIntoId: known.mergedIntoId });
    throw new DomainError('conflict', 'contact.version-conflict', 'Somebody else changed this contact; load it again.');
  }

  /** What they open from now on is spam, or is not any more. */
  markSpam(tx: Tx, id: ContactId, isSpam: boolean): Promise<void> {
    return this.repository.markSpam(tx, id, isSpam);
  }

  identityOfKind(tx: Tx, contactId: ContactId, kinds: readonly string[]): Promise<IdentityName | null> {
    return this.repository.identityOfKind(tx, contactId, kinds);
  }

  private async addMissing(
    tx: Tx,
    match: KnownIdentity,
    said: { readonly main: NewIdentity; readonly also: readonly IdentityName[]; readonly known: readonly KnownIdentity[] },
  ): Promise<void> {
    const stated = [said.main, ...said.also.map((other) => ({ ...other, verified: said.main.verified, displayName: null }))];
    for (const identity of stated) {
      if (said.known.some((k) => isSame(k, identity))) continue;
      await this.repository.addIdentity(tx, match.contactId, identity);
    }
  }
}

function isSame(a: IdentityName, b: IdentityName): boolean {
  return a.kind === b.kind && a.scope === b.scope && a.value === b.value;
}
