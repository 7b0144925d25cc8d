import type { MimeMail } from './mime-types.js';

type Facts = Pick<MimeMail, 'headers' | 'from' | 'contentType'>;

const ROBOTS = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)(\+.*)?@/i;
const SUPPRESSING = /\b(all|autoreply|oof|dr|rn|nrn)\b/i;

/** Written by a machine, so never answered by one (RFC 3834 and the headers that mail programs use in practice). */
export function isAutomatic(mail: Facts): boolean {
  const header = (name: string) => mail.headers[name]?.[0]?.toLowerCase() ?? '';
  const has = (name: string) => (mail.headers[name]?.length ?? 0) > 0;
  if (has('auto-submitted') && !header('auto-submitted').startsWith('no')) return true;
  if (/^(bulk|junk|list|auto_reply)/.test(header('precedence'))) return true;
  if (SUPPRESSING.test(header('x-auto-response-suppress'))) return true;
  if (
    [
      'x-autoreply',
      'x-autorespond',
      'x-autoresponder',
      'x-loop',
      'list-id',
      'list-unsubscribe',
      'list-post',
      'x-failed-recipients',
      'feedback-id',
    ].some(has)
  )
    return true;
  if (header('return-path') === '<>') return true;
  return mail.contentType === 'multipart/report' || ROBOTS.test(mail.from[0]?.address ?? '');
}

/** DMARC passed, said by our own mail server: only the header with its name counts, and it writes the first one. */
export function isAuthenticated(mail: Facts, trustedAuthservId: string): boolean {
  if (trustedAuthservId === '') return false;
  const results = mail.headers['authentication-results']?.[0]?.toLowerCase() ?? '';
  const [server = '', ...methods] = results.split(';');
  return server.trim().split(/\s/)[0] === trustedAuthservId.toLowerCase() && methods.some((m) => /^\s*dmarc=pass\b/.test(m));
}
