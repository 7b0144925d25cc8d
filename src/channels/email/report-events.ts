import type { DeliveryReported, InboundEvent, MessageReceived } from '../contract/index.js';
import type { Origin } from './mail-origin.js';
import type { MimeBounce, MimeMail, MimeReport } from './mime-types.js';

interface Reporting {
  /** The mail as a message, for what is no report on a mail of ours. */
  readonly message: MessageReceived;
  readonly origin: Origin;
}

/** A report changes the state of the mail that it reports on; if that mail is not ours, it is a mail like any other. */
export function reportEvents(report: MimeReport, mail: MimeMail, { message, origin }: Reporting): readonly InboundEvent[] {
  const original = report.originalMessageId;
  const said: MessageReceived = {
    ...message,
    automatic: true,
    thread: { ...message.thread, references: original === null ? message.thread.references : [...message.thread.references, original] },
    details: { ...message.details, ...(report.kind === 'bounce' ? { bounce: summaryOf(report) } : {}) },
  };
  if (original === null || report.recipients.length === 0) return [said];
  const of = { externalId: original, recipients: report.recipients };
  if (report.kind === 'bounce') return isFinal(report) ? [bounced(report, { of, said, origin })] : [said];
  return report.displayed ? read(mail, { of, said, origin }) : [said];
}

interface Told {
  readonly of: DeliveryReported['of'];
  readonly said: MessageReceived;
  readonly origin: Origin;
}

function bounced(report: MimeBounce, { of, said, origin }: Told): InboundEvent {
  const reason = report.diagnostic || report.status || 'no reason given';
  const fault = {
    code: `mail.bounced${report.status === '' ? '' : `.${report.status}`}`,
    message: `The mail came back: ${reason.slice(0, 250).toWellFormed()}`,
  };
  return { type: 'delivery', key: origin.key, at: origin.request.receivedAt, state: 'failed', fault, of, otherwise: said };
}

/** The words of a receipt are kept beside it, unless they are only those that mail programs write by themselves. */
function read(mail: MimeMail, { of, said, origin }: Told): readonly InboundEvent[] {
  const report = { type: 'delivery', at: origin.request.receivedAt, state: 'read', fault: null, of } as const;
  if (isBoilerplate(mail.text)) return [{ ...report, key: origin.key, otherwise: said }];
  return [said, { ...report, key: `${origin.key}:read` }];
}

/** "delayed" and "relayed" change nothing yet. */
function isFinal({ action }: MimeBounce): boolean {
  return action === '' || action.startsWith('failed');
}

function summaryOf({ recipients, status, diagnostic }: MimeBounce): Readonly<Record<string, unknown>> {
  return { recipients: recipients.slice(0, 10), status, reason: diagnostic.slice(0, 250).toWellFormed() };
}

/** Lines about the mail that was read. */
const FACTS = /^[ \t]*(to|from|cc|subject|sent|date|message-id):.{0,500}$/gim;
const BOILERPLATE = [
  /this is a (return|read) receipt for the (mail|message|email) (that )?you sent to [^\s]{1,300}/gi,
  /note: this return receipt only acknowledges that the message was displayed on the recipient's (computer|machine)\.?/gi,
  /there is no guarantee that the (recipient has read or understood the message contents|message has been read or understood)\.?/gi,
  /^\s*your message( to [^\s]{1,300})?\s*$/gim,
  /^\s*(your message( to [^\s]{1,300})? )?(was|has been) (read|displayed|opened)( (on|at) .{0,200})?\.?\s*$/gim,
];
const TEXT_MAX = 4_000;

function isBoilerplate(text: string): boolean {
  if (text.length > TEXT_MAX) return false;
  const paragraphs = text
    .replaceAll('\r', '')
    .replaceAll(FACTS, '')
    .split(/\n\s*\n/);
  // A sentence may be wrapped anywhere.
  const unwrapped = paragraphs.map((paragraph) => paragraph.trim().replaceAll(/\s*\n\s*/g, ' ')).join('\n');
  return BOILERPLATE.reduce((left, pattern) => left.replaceAll(pattern, ''), unwrapped).trim() === '';
}
