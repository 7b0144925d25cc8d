import {
  type ChannelAdapter,
  type ChannelDefinition,
  type ChannelDeps,
  defineChannel,
  type Health,
  type Inbox,
  type OutboundMessage,
  type Parsed,
  type RawRequest,
  type Sent,
  type Verdict,
} from '../contract/index.js';
import { TEXT_MAX } from './chat-session.js';
import { MAC_HEADER, parseFrame, verifyFrame } from './frames.js';
import { ChatSockets } from './sockets.js';
import { WidgetSettings } from './widget-settings.js';

/** What agents send is fetched by a link, so only the desk's own limit counts. */
const AGENT_FILE_BYTES_MAX = 25 * 1024 * 1024;

/** Parley's own chat, for a web page or an app. Protocol: docs/chat-protocol.md */
export function chatWidget(deps: ChannelDeps): ChannelDefinition {
  return defineChannel<WidgetSettings>({
    channel: 'chat',
    provider: 'widget',
    settings: WidgetSettings,
    adapter: new WidgetAdapter(),
    identityKinds: ['visitor', 'user'],
    webhooks: [],
    keptHeaders: [MAC_HEADER],
    live: new ChatSockets(deps),
  });
}

class WidgetAdapter implements ChannelAdapter<WidgetSettings> {
  readonly capabilities = {
    displayName: 'Chat',
    icon: 'chat',
    inbound: 'live',
    html: false,
    maxAttachmentBytes: AGENT_FILE_BYTES_MAX,
    maxTextLength: TEXT_MAX,
    receipts: 'read',
    replyWindowHours: null,
    idempotentSend: true,
  } as const;

  verify(request: RawRequest, inbox: Inbox<WidgetSettings>): Verdict {
    return verifyFrame(request, inbox);
  }

  parse(request: RawRequest): Parsed {
    return parseFrame(request);
  }

  /** The message is in the conversation already: committed, and the hint has woken whoever is connected. */
  async send(message: OutboundMessage): Promise<Sent> {
    return { externalIds: [message.id] };
  }

  async health(inbox: Inbox<WidgetSettings>): Promise<Health> {
    if (!inbox.settings.identitySecret) return { ok: false, message: 'Set the identity secret.' };
    return { ok: true, message: 'The chat is open.' };
  }
}
