import type { ImapFlowOptions } from 'imapflow';
import type { ImapSettings, Tls } from './imap-settings.js';

export function imapOptions(s: ImapSettings): ImapFlowOptions {
  return {
    host: s.imapHost ?? '',
    port: s.imapPort,
    secure: s.imapTls === 'on',
    ...(s.imapTls === 'off' ? { doSTARTTLS: false } : {}),
    auth: { user: s.imapUser ?? '', pass: s.imapPassword ?? '' },
    logger: false,
    emitLogs: false,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 90_000,
    maxIdleTime: 5 * 60_000,
    disableAutoIdle: false,
  } as ImapFlowOptions;
}

export function smtpOptions(s: ImapSettings) {
  return {
    host: s.smtpHost ?? '',
    port: s.smtpPort,
    ...tlsFor(s.smtpTls),
    auth: { user: s.smtpUser ?? '', pass: s.smtpPassword ?? '' },
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function tlsFor(tls: Tls) {
  if (tls === 'on') return { secure: true };
  return tls === 'starttls' ? { secure: false, requireTLS: true } : { secure: false, ignoreTLS: true };
}
