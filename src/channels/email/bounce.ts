import type { Attachment } from 'mailparser';
import type { MimeBounce } from './mime-types.js';

const ID = /^message-id:\s*<([^<>\s]{1,500})>/im;
const SCAN_MAX = 64 * 1024;

/**
 * A report that a mail of ours did not arrive. RFC 3464: multipart/report with message/delivery-status, and the
 * original mail or its headers beside it. Servers without that format quote the original's headers in their text.
 */
export function bounceIn(
  attachments: readonly Attachment[],
  mail: { readonly contentType: string; readonly text: string },
): MimeBounce | null {
  const report = attachments.find((a) => a.contentType === 'message/delivery-status');
  const original = attachments.find((a) => a.contentType === 'message/rfc822' || a.contentType === 'text/rfc822-headers');
  const originalMessageId = ID.exec(headOf(original))?.[1] ?? ID.exec(mail.text.slice(0, SCAN_MAX))?.[1] ?? null;
  if (report === undefined) {
    return mail.contentType === 'multipart/report' && originalMessageId !== null
      ? { action: 'failed', status: '', diagnostic: '', recipient: '', originalMessageId }
      : null;
  }
  const fields = headOf(report).replaceAll(/\r?\n[ \t]+/g, ' ');
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.{1,500})`, 'im').exec(fields)?.[1]?.trim() ?? '';
  const typed = (name: string) => field(name).replace(/^[\w-]+;\s*/, '');
  return {
    action: field('Action').toLowerCase(),
    status: field('Status'),
    diagnostic: typed('Diagnostic-Code'),
    recipient: typed('Final-Recipient'),
    originalMessageId,
  };
}

function headOf(part: Attachment | undefined): string {
  return part === undefined ? '' : part.content.subarray(0, SCAN_MAX).toString('utf8');
}
