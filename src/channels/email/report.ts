import type { Attachment } from 'mailparser';
import type { MimeBounce, MimeReading, MimeReport } from './mime-types.js';

const ID = /^(?:original-)?message-id:\s*<([^<>\s\p{Cc}]{1,500})>/imu;
const ADDRESS = /[^\s<>()[\]"',;:\p{Cc}]{1,64}@[^\s<>()[\]"',;:\p{Cc}]{1,255}/u;
const SCAN_MAX = 64 * 1024;
const WORDS_MAX = 4_000;
const RECIPIENTS_MAX = 50;
/** An absence note also comes from nobody and may quote what it answers. */
const FAILED =
  /undeliver|not (be )?delivered|(could|can|was) ?not (able to )?deliver|delivery .{0,80}fail|failure (notice|notification)|return(ed|ing) (mail|message|to sender)|permanent(ly)? (fatal )?(error|fail)/i;
const NOT_YET = /\bdelayed\b|still trying|will be retried|warning message only/i;

/** What a report is read from. */
export interface ReportedMail {
  readonly contentType: string;
  readonly subject: string;
  /** The `report-type` of the mail itself (RFC 6522), never of a part. */
  readonly reportType: string;
  readonly from: string;
  readonly text: string;
  readonly returnPath: string | null;
  readonly failedRecipients: string;
}

/**
 * A mail that as a whole reports on one of ours. A mail that merely holds a report (somebody forwards a bounce) is a
 * mail like any other.
 */
export function reportIn(mail: ReportedMail, attachments: readonly Attachment[]): MimeReport | null {
  if (mail.contentType !== 'multipart/report') return isFromMailServer(mail) ? unstructured(mail) : null;
  if (mail.reportType === 'disposition-notification') return reading(attachments);
  const hasStatus = attachments.some((a) => a.contentType === 'message/delivery-status');
  return mail.reportType === 'delivery-status' || (mail.reportType === '' && hasStatus) ? bounce(mail, attachments) : null;
}

/** RFC 3464: a status part with a block of fields for each recipient, and the original mail or its headers beside it. */
function bounce(mail: ReportedMail, attachments: readonly Attachment[]): MimeBounce {
  const blocks = headOf(attachments.find((a) => a.contentType === 'message/delivery-status'))
    .split(/\r?\n[ \t]*\r?\n/)
    .map(fieldsOf)
    .filter((block) => addressIn(block('Final-Recipient')) !== '' || addressIn(block('Original-Recipient')) !== '');
  const failed = blocks.filter((block) => isFailure(block('Action')));
  const first = failed[0] ?? blocks[0] ?? fieldsOf('');
  const original = attachments.find((a) => a.contentType === 'message/rfc822' || a.contentType === 'text/rfc822-headers');
  const named = (failed.length > 0 ? failed : blocks).flatMap((b) => [addressIn(b('Final-Recipient')), addressIn(b('Original-Recipient'))]);
  return {
    kind: 'bounce',
    action: first('Action').toLowerCase(),
    status: statusIn(first('Status')) || statusIn(mail.text),
    diagnostic: withoutType(first('Diagnostic-Code')) || saidIn(mail.text),
    recipients: distinct(named.length > 0 ? named : addressesIn(mail.failedRecipients)),
    originalMessageId: ID.exec(headOf(original))?.[1] ?? quotedId(mail.text),
  };
}

/** Servers without that format name the recipient in a header or at the start of a line, and quote the original below. */
function unstructured(mail: ReportedMail): MimeBounce | null {
  const head = mail.text.slice(0, SCAN_MAX);
  const inHeader = addressesIn(mail.failedRecipients);
  const inText = [...head.matchAll(/^[ \t]{0,8}<?([^\s<>()[\]"',;:]{1,64}@[^\s<>()[\]"',;:]{1,255})>?[ \t]{0,8}:?[ \t]{0,8}\r?$/gm)];
  const recipients = distinct(inHeader.length > 0 ? inHeader : inText.map((m) => m[1] ?? ''));
  const originalMessageId = quotedId(mail.text);
  const words = `${mail.subject.slice(0, 500)}\n${head.slice(0, WORDS_MAX)}`;
  if (recipients.length === 0 || originalMessageId === null || !FAILED.test(words) || NOT_YET.test(words)) return null;
  return { kind: 'bounce', action: '', status: statusIn(head), diagnostic: saidIn(head), recipients, originalMessageId };
}

function isFromMailServer({ from, returnPath }: ReportedMail): boolean {
  return returnPath === '<>' || /^(mailer-daemon|postmaster)@/i.test(from);
}

/** RFC 8098: the recipient's mail program tells what was done with a mail. */
function reading(attachments: readonly Attachment[]): MimeReading {
  const field = fieldsOf(headOf(attachments.find((a) => a.contentType === 'message/disposition-notification')));
  return {
    kind: 'reading',
    displayed: /;\s*displayed\b/i.test(field('Disposition')),
    recipients: distinct([addressIn(field('Final-Recipient')), addressIn(field('Original-Recipient'))]),
    originalMessageId: /<([^<>\s\p{Cc}]{1,500})>/u.exec(field('Original-Message-ID'))?.[1] ?? null,
  };
}

/** A soft report ("delayed", "relayed") changes nothing yet. */
function isFailure(action: string): boolean {
  return action === '' || /^failed\b/i.test(action);
}

function fieldsOf(block: string): (name: string) => string {
  const unfolded = block.replaceAll(/\r?\n[ \t]+/g, ' ');
  return (name) => new RegExp(`^${name}:[ \\t]*(.{1,500})`, 'im').exec(unfolded)?.[1]?.trim() ?? '';
}

function quotedId(text: string): string | null {
  return ID.exec(text.slice(0, SCAN_MAX))?.[1] ?? null;
}

/** RFC 3463. */
function statusIn(text: string): string {
  return /(?:^|[\s(#])([245]\.\d{1,3}\.\d{1,3})(?=$|[\s);,.:])/m.exec(text.slice(0, SCAN_MAX))?.[1] ?? '';
}

/** The line of a server's answer that says why. */
function saidIn(text: string): string {
  return /^.{0,100}?\b([45]\d\d[ -].{3,300})/m.exec(text.slice(0, SCAN_MAX))?.[1]?.trim() ?? '';
}

function withoutType(field: string): string {
  return field.replace(/^[\w-]{1,40};\s*/, '');
}

function addressIn(field: string): string {
  return ADDRESS.exec(withoutType(field))?.[0] ?? '';
}

function addressesIn(field: string): readonly string[] {
  return field
    .split(/[,\s]+/, RECIPIENTS_MAX)
    .map(addressIn)
    .filter((address) => address !== '');
}

function distinct(addresses: readonly string[]): readonly string[] {
  return [...new Set(addresses.filter((address) => address !== ''))].slice(0, RECIPIENTS_MAX);
}

function headOf(part: Attachment | undefined): string {
  return part === undefined ? '' : part.content.subarray(0, SCAN_MAX).toString('utf8').replaceAll('\u0000', '').toWellFormed();
}
