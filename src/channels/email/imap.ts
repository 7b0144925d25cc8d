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
  verified,
} from '../contract/index.js';
import { checkMailbox } from './check-mailbox.js';
import { mailGlance, mailKey } from './glance.js';
import { ImapSettings } from './imap-settings.js';
import { ImapSource } from './imap-source.js';
import { MimeParser } from './mime-parser.js';
import { parsedMail } from './parsed-mail.js';
import { SmtpSender } from './smtp-sender.js';

/** A mailbox: read by IMAP, answered by SMTP. */
export function emailImap(deps: ChannelDeps): ChannelDefinition {
  return defineChannel<ImapSettings>({
    channel: 'email',
    provider: 'imap',
    settings: ImapSettings,
    adapter: new ImapAdapter(),
    identityKinds: ['email'],
    webhooks: [],
    keptHeaders: ['x-uid', 'x-uidvalidity', 'x-truncated'],
    glance: mailGlance,
    reach: { kinds: ['email'], keyFor: () => null },
    pull: new ImapSource(deps),
  });
}

class ImapAdapter implements ChannelAdapter<ImapSettings> {
  readonly capabilities = {
    displayName: 'Email',
    icon: 'mail',
    inbound: 'pull',
    html: true,
    maxAttachmentBytes: 18 * 1024 * 1024,
    maxTextLength: 100_000,
    receipts: 'accepted',
    replyWindowHours: null,
    // A repeat carries the same Message-ID, by which the receiving side knows it.
    idempotentSend: true,
  } as const;

  private readonly mime = new MimeParser();
  private readonly smtp = new SmtpSender();

  /** Mails come from our own mailbox over an authenticated connection; what they claim is judged when parsing. */
  verify(): Verdict {
    return verified;
  }

  async parse(request: RawRequest, inbox: Inbox<ImapSettings>): Promise<Parsed> {
    const key = mailKey(request);
    return { key, events: parsedMail(await this.mime.parse(request.body), { key, request, settings: inbox.settings }), refusals: [] };
  }

  send(message: OutboundMessage, inbox: Inbox<ImapSettings>): Promise<Sent> {
    return this.smtp.send(message, inbox);
  }

  health(inbox: Inbox<ImapSettings>): Promise<Health> {
    return checkMailbox(inbox);
  }
}
