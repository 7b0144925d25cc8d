import { ChannelError, type Inbox, type OutboundMessage, type Sent } from '../contract/index.js';
import { smtpOptions } from './connections.js';
import type { ImapSettings } from './imap-settings.js';
import { hasAddress } from './no-address.js';

const REFERENCES_MAX = 20;

/** Sends replies by SMTP. The same message always has the same Message-ID, so a repeat is known as one. */
export class SmtpSender {
  /** @throws ChannelError */
  async send(message: OutboundMessage, { settings }: Inbox<ImapSettings>): Promise<Sent> {
    if (!hasAddress(message.to.value))
      throw new ChannelError('email.no-address', 'The mail named no sender, so there is no address to answer.', { retry: 'never' });
    const address = settings.address ?? '';
    const messageId = `${message.ticketNumber === null ? 'n' : `t.${message.ticketNumber}`}.${message.id}@${domainOf(address)}`;
    const attachments = await Promise.all(
      message.attachments.map(async (a) => ({ filename: a.filename, contentType: a.contentType, content: await a.read() })),
    );
    const { createTransport } = await import('nodemailer');
    const transport = createTransport(smtpOptions(settings));
    try {
      const sent = await transport.sendMail({
        messageId: `<${messageId}>`,
        date: message.createdAt,
        // As objects: in a string a comma would make two recipients of one.
        from: { name: oneLine(message.automatic ? settings.displayName : `${message.authorName} | ${settings.displayName}`), address },
        to: [{ name: oneLine(message.to.displayName ?? ''), address: message.to.value }],
        cc: message.cc.map((copy) => ({ name: '', address: copy })),
        replyTo: { name: oneLine(settings.displayName), address: replyAddress(message, settings) },
        subject: subjectFor(message),
        text: message.text,
        ...(message.html === null ? {} : { html: message.html }),
        ...(message.inReplyTo === null ? {} : { inReplyTo: bracketed(message.inReplyTo) }),
        references: referencesOf(message).map(bracketed),
        headers: {
          ...(message.ticketNumber === null ? {} : { 'X-Parley-Ticket': message.ticketNumber }),
          ...(message.automatic ? { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } : {}),
        },
        attachments,
      });
      // Copies may have been taken: a repeat would reach them twice.
      if (sent.rejected.length > 0 && (sent.accepted.length === 0 || isAmong(message.to.value, sent.rejected)))
        throw new ChannelError('smtp.rejected', 'The mail server refused the recipient.', { retry: 'never' });
      return { externalIds: [messageId] };
    } catch (error) {
      throw error instanceof ChannelError ? error : failureOf(error);
    } finally {
      transport.close();
    }
  }
}

function isAmong(address: string, refused: readonly (string | { readonly address: string })[]): boolean {
  return refused.some((one) => (typeof one === 'string' ? one : one.address).toLowerCase() === address.toLowerCase());
}

/** https://nodemailer.com/errors: `code` names the kind, `responseCode` is the server's, `command` how far it got. */
function failureOf(error: unknown): ChannelError {
  const { code, responseCode, command, response } = error as { code?: string; responseCode?: number; command?: string; response?: string };
  const said = response?.replaceAll(/[\r\n]+/g, ' ').slice(0, 200);
  if (code === 'EAUTH' && (responseCode ?? 535) >= 500)
    return new ChannelError('smtp.auth', 'The mail server does not accept user and password; check the inbox.', {
      retry: 'after-reconnect',
    });
  if (responseCode !== undefined && responseCode >= 400) {
    const mailboxFull = responseCode === 552;
    return new ChannelError(`smtp.${responseCode}`, `The mail server refused: ${said ?? responseCode}`, {
      retry: responseCode < 500 || mailboxFull ? 'later' : 'never',
    });
  }
  if (code === 'EENVELOPE' || code === 'EMESSAGE')
    return new ChannelError('smtp.malformed', 'The mail could not be addressed.', { retry: 'never' });
  // After the last byte of DATA the server may have taken it without our hearing so.
  const mayBeSent = command === 'DATA' || code === 'ESTREAM';
  return new ChannelError(`smtp.${(code ?? 'unreachable').toLowerCase()}`, 'The mail server could not be reached.', {
    retry: 'later',
    sent: mayBeSent ? 'maybe' : 'no',
  });
}

function replyAddress(message: OutboundMessage, settings: ImapSettings): string {
  const address = settings.address ?? '';
  const at = address.lastIndexOf('@');
  return settings.plusAddressing && message.replyToken !== null
    ? `${address.slice(0, at)}+t${message.replyToken}${address.slice(at)}`
    : address;
}

function subjectFor(message: OutboundMessage): string {
  const subject = oneLine(message.subject ?? '');
  if (message.ticketNumber === null) return subject;
  const marked = subject.includes(`[#${message.ticketNumber}]`) ? subject : `${subject} [#${message.ticketNumber}]`;
  return /^re:/i.test(marked) || message.inReplyTo === null ? marked.trim() : `Re: ${marked}`.trim();
}

/** The first mail of the thread and the latest ones (RFC 5322 §3.6.4 wants all; servers refuse endless headers). */
function referencesOf({ references }: OutboundMessage): readonly string[] {
  return references.length <= REFERENCES_MAX ? references : [...references.slice(0, 1), ...references.slice(1 - REFERENCES_MAX)];
}

function bracketed(id: string): string {
  return `<${id.replaceAll(/[<>\s]/g, '')}>`;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
