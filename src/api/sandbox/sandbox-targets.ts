import { Injectable } from '@nestjs/common';
import { ChannelRegistry } from '../../channels/index.js';
import { type InboxRecord, InboxRepository } from '../../inboxes/settings.js';
import { systemClock } from '../../kernel/clock.js';
import { Site } from '../../platform/site.js';

export interface SandboxTarget {
  readonly provider: string;
  readonly name: string;
  readonly deskUrl: string;
  readonly inboxId: string;
  readonly webhookUrls: Readonly<Record<string, string>>;
  /** Without secrets. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** The page asks several times a second. */
const FRESH_MS = 3_000;

/** Where customers of the sandbox can go in: the desk's own inboxes, never an address that a page has sent. */
@Injectable()
export class SandboxTargets {
  private known: readonly SandboxTarget[] = [];
  private readAt = 0;

  constructor(
    private readonly inboxes: InboxRepository,
    private readonly channels: ChannelRegistry,
    private readonly site: Site,
  ) {}

  async all(): Promise<readonly SandboxTarget[]> {
    const now = systemClock.now().getTime();
    if (now - this.readAt < FRESH_MS) return this.known;
    const enabled = await this.inboxes.enabled();
    this.known = enabled.flatMap((inbox) => this.targetOf(inbox));
    this.readAt = now;
    return this.known;
  }

  private targetOf(inbox: InboxRecord): readonly SandboxTarget[] {
    const { channel, provider, name, settings } = inbox;
    if (this.channels.find(channel, provider) === null) return [];
    const webhookUrls = this.channels.webhookUrls(inbox);
    return [{ provider: `${channel}/${provider}`, name, deskUrl: this.site.publicUrl, inboxId: inbox.id, webhookUrls, settings }];
  }
}
