import { Injectable } from '@nestjs/common';
import { type ChannelDefinition, ChannelRegistry } from '../../channels/index.js';
import { type InboxLifecycle, type InboxRecord, LIFECYCLE_DEFAULTS } from '../../inboxes/settings.js';
import { systemClock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/domain-error.js';
import { type InboxId, newId, type TeamId } from '../../kernel/id.js';
import type { InboxChange, InboxInput } from './inboxes.dto.js';

/** Makes an inbox of what an administrator entered, or says which field is wrong. */
@Injectable()
export class InboxSettings {
  constructor(private readonly channels: ChannelRegistry) {}

  /** @throws DomainError `inbox.unknown-provider`, `request.invalid`, `inbox.incomplete` */
  async compose(input: InboxInput): Promise<InboxRecord> {
    const definition = this.definitionOf(input);
    const parts = await this.channels.validate(definition, input.settings);
    const now = systemClock.now();
    const inbox: InboxRecord = {
      id: newId<InboxId>(),
      name: input.name,
      channel: input.channel,
      provider: input.provider,
      ...parts,
      teamId: (input.teamId ?? null) as TeamId | null,
      language: input.language ?? 'en',
      calendarId: input.calendarId ?? null,
      ...lifecycleOf(LIFECYCLE_DEFAULTS, input),
      enabled: input.enabled ?? false,
      health: null,
      createdAt: now,
      updatedAt: now,
      version: 1,
    };
    return this.complete(definition, inbox);
  }

  /** Settings that are left out stay; a secret is replaced by naming it. @throws also `inbox.version-conflict` */
  async changed(before: InboxRecord, change: InboxChange): Promise<InboxRecord> {
    if (change.version !== undefined && change.version !== before.version) {
      throw new DomainError('conflict', 'inbox.version-conflict', 'Somebody else changed this inbox; load it again.', {
        version: before.version,
      });
    }
    const definition = this.definitionOf(before);
    const parts =
      change.settings === undefined
        ? { settings: before.settings, secrets: before.secrets }
        : await this.channels.validate(definition, { ...before.settings, ...before.secrets, ...change.settings });
    const inbox: InboxRecord = {
      ...before,
      ...parts,
      name: change.name ?? before.name,
      teamId: change.teamId === undefined ? before.teamId : (change.teamId as TeamId | null),
      language: change.language ?? before.language,
      calendarId: change.calendarId === undefined ? before.calendarId : change.calendarId,
      ...lifecycleOf(before, change),
      enabled: change.enabled ?? before.enabled,
    };
    return this.complete(definition, inbox);
  }

  private definitionOf({ channel, provider }: { readonly channel: string; readonly provider: string }): ChannelDefinition {
    const definition = this.channels.find(channel, provider);
    if (definition === null) throw new DomainError('unprocessable', 'inbox.unknown-provider', `There is no ${channel}/${provider}.`);
    return definition;
  }

  private complete(definition: ChannelDefinition, inbox: InboxRecord): InboxRecord {
    const missing = this.channels.missing(definition, { ...inbox.settings, ...inbox.secrets });
    if (!inbox.enabled || missing.length === 0) return inbox;
    const fields = missing.map((f) => f.name);
    throw new DomainError('unprocessable', 'inbox.incomplete', `The inbox cannot be enabled without: ${fields.join(', ')}.`, { fields });
  }
}

/** @throws DomainError `inbox.notice-too-early` */
function lifecycleOf(before: InboxLifecycle, given: InboxChange): InboxLifecycle {
  const after = {
    reopenDays: given.reopenDays ?? before.reopenDays,
    autoCloseDays: given.autoCloseDays === undefined ? before.autoCloseDays : given.autoCloseDays,
    autoCloseNoticeDays: given.autoCloseNoticeDays ?? before.autoCloseNoticeDays,
    autoCloseNotice: given.autoCloseNotice ?? before.autoCloseNotice,
  };
  if (after.autoCloseDays === null || after.autoCloseNoticeDays < after.autoCloseDays) return after;
  throw new DomainError('unprocessable', 'inbox.notice-too-early', 'The notice goes out before the ticket closes: choose fewer days.', {
    field: 'autoCloseNoticeDays',
  });
}
