import type { Health, Inbox } from '../contract/index.js';
import { imapOptions, smtpOptions } from './connections.js';
import type { ImapSettings } from './imap-settings.js';

/** Logs in to both servers and says in one sentence what an administrator has to mend. */
export async function checkMailbox({ settings }: Inbox<ImapSettings>): Promise<Health> {
  const imap = await imapFault(settings);
  if (imap !== null) return { ok: false, message: imap };
  const smtp = await smtpFault(settings);
  if (smtp !== null) return { ok: false, message: smtp };
  return { ok: true, message: `${settings.address} can be read and answered.` };
}

async function imapFault(settings: ImapSettings): Promise<string | null> {
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow(imapOptions(settings));
  client.on('error', () => undefined); // connect() rejects with the same
  try {
    await client.connect();
    await client.mailboxOpen(settings.mailbox, { readOnly: true });
    await client.logout();
    return null;
  } catch (error) {
    const { authenticationFailed, code, serverResponseCode } = error as {
      authenticationFailed?: boolean;
      code?: string;
      serverResponseCode?: string;
    };
    if (authenticationFailed) return 'The IMAP server does not accept user and password; many providers want an app password.';
    if (serverResponseCode === 'NONEXISTENT') return `The IMAP server has no mailbox "${settings.mailbox}".`;
    return `The IMAP server ${settings.imapHost}:${settings.imapPort} ${whyNot(code)}`;
  } finally {
    client.close();
  }
}

async function smtpFault(settings: ImapSettings): Promise<string | null> {
  const { createTransport } = await import('nodemailer');
  const transport = createTransport(smtpOptions(settings));
  try {
    await transport.verify();
    return null;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'EAUTH') return 'The SMTP server does not accept user and password; many providers want an app password.';
    return `The SMTP server ${settings.smtpHost}:${settings.smtpPort} ${whyNot(code)}`;
  } finally {
    transport.close();
  }
}

function whyNot(code: string | undefined): string {
  if (code === 'ENOTFOUND' || code === 'EDNS') return 'has a name that cannot be found; check its spelling.';
  if (code === 'ECONNREFUSED') return 'refuses the connection; check the port.';
  if (code === 'ETIMEDOUT' || code === 'ETIMEOUT') return 'does not answer; check the port and the firewall.';
  if (code?.includes('TLS') || code?.includes('SSL') || code?.includes('CERT'))
    return 'does not agree on encryption; check the encryption setting and the certificate.';
  return `could not be used (${code ?? 'no reason given'}).`;
}
