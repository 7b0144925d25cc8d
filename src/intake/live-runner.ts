import type { Server } from 'node:http';
import { Injectable } from '@nestjs/common';
import { type ChannelDefinition, ChannelRegistry, type LiveSink, type RawRequest, type Stop } from '../channels/index.js';
import { InboxDirectory, type InboxRecord } from '../inboxes/index.js';
import { type InboxId, isUuid } from '../kernel/id.js';
import { SocketServer } from '../platform/sockets/socket-server.js';
import { LiveAttention } from './live-attention.js';
import { LiveConversations } from './live-conversations.js';
import { Receipts } from './receipts.js';
import { glanceOf } from './turns.js';

/** Gives live channels (the chat socket) their way into the desk. */
@Injectable()
export class LiveRunner {
  private stops: Stop[] = [];

  constructor(
    private readonly inboxes: InboxDirectory,
    private readonly channels: ChannelRegistry,
    private readonly receipts: Receipts,
    private readonly conversations: LiveConversations,
    private readonly attention: LiveAttention,
    private readonly sockets: SocketServer,
  ) {}

  async start(server: Server): Promise<void> {
    this.sockets.attach(server);
    this.attention.start();
    for (const definition of this.channels.definitions) {
      if (definition.live !== undefined) this.stops.push(await definition.live.listen(this.sinkOf(definition)));
    }
  }

  async stop(): Promise<void> {
    const { stops } = this;
    this.stops = [];
    this.attention.stop();
    await Promise.all(stops.map((stop) => stop()));
  }

  private sinkOf(definition: ChannelDefinition): LiveSink<object> {
    return {
      sockets: this.sockets,
      inbox: async (inboxId) => {
        const inbox = await this.find(definition, inboxId);
        return inbox === null ? null : this.channels.open(inbox).inbox;
      },
      accept: (inboxId, request) => this.accept(definition, inboxId, request),
      conversation: (inboxId, key) => this.conversations.of(inboxId, key),
    };
  }

  private async accept(definition: ChannelDefinition, inboxId: string, request: RawRequest): Promise<{ readonly duplicate: boolean }> {
    const inbox = await this.find(definition, inboxId);
    if (inbox === null) throw new Error('the inbox is not there or not enabled');
    const { inbox: opened } = this.channels.open(inbox);
    const glance = glanceOf(await definition.adapter.parse(request, opened));
    return this.receipts.accept(inbox, request, { ...glance, keptHeaders: definition.keptHeaders });
  }

  private async find(definition: ChannelDefinition, inboxId: string): Promise<InboxRecord | null> {
    const inbox = isUuid(inboxId) ? await this.inboxes.find(inboxId as InboxId) : null;
    const fits = inbox !== null && inbox.enabled && inbox.channel === definition.channel && inbox.provider === definition.provider;
    return fits ? inbox : null;
  }
}
