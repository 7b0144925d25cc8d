import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Condition } from '../kernel/condition.js';
import { parseCondition } from '../kernel/condition-check.js';
import { DomainError } from '../kernel/domain-error.js';
import { HttpClient, HttpFailure } from '../platform/http-client/index.js';
import { CONDITION_FIELDS } from './condition-fields.js';
import { isOffered, NOTE_EVENTS, OFFERED_EVENTS } from './domain/offered-events.js';
import type { WebhookFacts } from './webhook-record.js';

export interface WebhookWish {
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
  /** As it was given, unread. */
  readonly condition: unknown;
  readonly includeNotes: boolean;
  readonly enabled: boolean;
}

/** Reads what an administrator wants of a webhook, or says what is wrong with it. */
@Injectable()
export class WebhookReader {
  constructor(private readonly http: HttpClient) {}

  /**
   * @throws DomainError `webhook.bad-url`, `webhook.url-insecure`, `webhook.url-not-public`, `webhook.unknown-event`,
   * `webhook.notes-left-out`, `webhook.notes-admin-only`, `condition.invalid`
   */
  read(wish: WebhookWish, by: Actor): WebhookFacts {
    this.checkUrl(wish.url);
    const unknown = wish.events.filter((name) => !isOffered(name));
    if (unknown.length > 0) {
      throw new DomainError('unprocessable', 'webhook.unknown-event', `There is no event ${unknown.map((n) => `"${n}"`).join(', ')}.`, {
        unknown,
        offered: OFFERED_EVENTS,
      });
    }
    const notes = wish.events.filter((name) => NOTE_EVENTS.includes(name));
    if (notes.length > 0 && !wish.includeNotes)
      throw new DomainError('unprocessable', 'webhook.notes-left-out', `${notes.join(', ')} is about internal notes: set includeNotes.`);
    if (wish.includeNotes && !isAdmin(by))
      throw new DomainError('forbidden', 'webhook.notes-admin-only', 'Only an administrator may let internal notes leave the desk.');
    const condition: Condition | null = wish.condition === null ? null : parseCondition(wish.condition, CONDITION_FIELDS);
    const { name, url, includeNotes, enabled } = wish;
    return { name, url, events: [...new Set(wish.events)].toSorted(), condition, includeNotes, enabled };
  }

  private checkUrl(url: string): void {
    const parsed = URL.canParse(url) ? new URL(url) : null;
    if (parsed === null || !/^https?:$/.test(parsed.protocol) || parsed.username !== '' || parsed.password !== '' || parsed.hash !== '')
      throw new DomainError('unprocessable', 'webhook.bad-url', 'The URL must be https, without a user name, password or fragment.');
    if (parsed.protocol === 'http:' && !this.http.isPrivate(url))
      throw new DomainError('unprocessable', 'webhook.url-insecure', 'Customers’ data leaves by https only.');
    try {
      this.http.check(url);
    } catch (error) {
      if (!(error instanceof HttpFailure)) throw error;
      throw new DomainError('unprocessable', 'webhook.url-not-public', 'The URL leads to an address that is not public.');
    }
  }
}

function isAdmin(actor: Actor): boolean {
  return (actor.type === 'agent' || actor.type === 'token') && actor.role === 'admin';
}
