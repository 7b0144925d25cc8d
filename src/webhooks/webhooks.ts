import { Injectable } from '@nestjs/common';
import { type Actor, agentIdOf } from '../kernel/actor.js';
import { plusMinutes } from '../kernel/clock.js';
import { DomainError, notFound } from '../kernel/domain-error.js';
import { newId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { Interest } from '../platform/interest/interest.js';
import { HEALTHY, PATIENCE_MINUTES } from './domain/health.js';
import { rotated } from './domain/secrets.js';
import { INTEREST } from './interest-name.js';
import { newSecret } from './signature.js';
import { WEBHOOKS_MAX, WebhookRepository } from './store/webhook.repository.js';
import { REPLAY_MAX, WebhookDeliveryRepository } from './store/webhook-delivery.repository.js';
import { WebhookReader, type WebhookWish } from './webhook-reader.js';
import type { WebhookRecord } from './webhook-record.js';

export type WebhookChange = Partial<WebhookWish> & { readonly version?: number };

/** What administrators do with webhooks. After COMMIT of what changes who is told of what, call {@link noticed}. */
@Injectable()
export class Webhooks {
  constructor(
    private readonly repository: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly reader: WebhookReader,
    private readonly interest: Interest,
  ) {}

  /** @throws DomainError `webhook.too-many`, and what {@link WebhookReader.read} refuses */
  async create(tx: Tx, wish: WebhookWish): Promise<string> {
    const facts = this.reader.read(wish, tx.actor);
    if ((await this.repository.count(tx)) >= WEBHOOKS_MAX)
      throw new DomainError('conflict', 'webhook.too-many', `There are ${WEBHOOKS_MAX} webhooks already; delete one first.`);
    const id = newId();
    await this.repository.insert(tx, { ...facts, id, secrets: [{ secret: newSecret(), until: null }], createdBy: ownerOf(tx.actor) });
    return id;
  }

  /** Switched on, or sent elsewhere, it starts with a clean slate. @throws also `webhook.not-found`, `webhook.version-conflict` */
  async change(tx: Tx, id: string, { version, ...change }: WebhookChange): Promise<void> {
    const before = await this.locked(tx, id);
    if (version !== undefined && version !== before.version) {
      throw new DomainError('conflict', 'webhook.version-conflict', 'Somebody else changed this webhook; load it again.', {
        version: before.version,
      });
    }
    const facts = needsReading(change) ? this.reader.read({ ...before, ...change }, tx.actor) : { ...before, ...plain(change) };
    const isAfresh = change.enabled === true || facts.url !== before.url;
    await this.repository.update(tx, { ...before, ...facts, ...(isAfresh ? { ...HEALTHY, disabledReason: null } : {}) });
  }

  /** @throws DomainError `webhook.not-found` */
  async delete(tx: Tx, id: string): Promise<void> {
    if (!(await this.repository.delete(tx, id))) throw notFound('webhook');
  }

  /** The secret before it goes on signing, beside the new one, for `overlapMinutes`. @throws DomainError `webhook.not-found` */
  async rotate(tx: Tx, id: string, overlapMinutes: number): Promise<void> {
    const webhook = await this.locked(tx, id);
    await this.repository.setSecrets(tx, { id, secrets: rotated(webhook.secrets, newSecret(), plusMinutes(tx.now, overlapMinutes)) });
  }

  /** @throws DomainError `webhook-delivery.not-found`, `webhook.delivery-waiting` */
  async replay(tx: Tx, id: string, deliveryId: string): Promise<void> {
    if (await this.deliveries.replay(tx, id, deliveryId, plusMinutes(tx.now, PATIENCE_MINUTES))) return;
    if ((await this.deliveries.find(id, deliveryId)) === null) throw notFound('webhook-delivery');
    throw new DomainError('conflict', 'webhook.delivery-waiting', 'The delivery is still being tried.');
  }

  /** @returns how many, and whether there may be more @throws DomainError `webhook.not-found` */
  async replayFailed(tx: Tx, id: string, since: Date): Promise<{ readonly replayed: number; readonly more: boolean }> {
    await this.locked(tx, id);
    const replayed = await this.deliveries.replayFailed(tx, id, since, plusMinutes(tx.now, PATIENCE_MINUTES));
    return { replayed, more: replayed === REPLAY_MAX };
  }

  /** Takes effect in this process when it resolves, elsewhere within a second. */
  noticed(): Promise<void> {
    return this.interest.changed(INTEREST);
  }

  private async locked(tx: Tx, id: string): Promise<WebhookRecord> {
    const webhook = await this.repository.lock(tx, id);
    if (webhook === null) throw notFound('webhook');
    return webhook;
  }
}

/** Renaming and switching off must be possible also when its URL or condition would be refused by now. */
function needsReading({ url, events, condition, includeNotes, enabled }: WebhookChange): boolean {
  return enabled === true || [url, events, condition, includeNotes].some((given) => given !== undefined);
}

function plain({ name, enabled }: WebhookChange): Partial<Pick<WebhookRecord, 'name' | 'enabled'>> {
  return { ...(name === undefined ? {} : { name }), ...(enabled === undefined ? {} : { enabled }) };
}

function ownerOf(actor: Actor) {
  const id = agentIdOf(actor);
  if (id === null) throw new DomainError('forbidden', 'webhook.no-owner', 'A webhook is made by an agent.');
  return id;
}
