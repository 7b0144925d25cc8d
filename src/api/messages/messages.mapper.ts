import type { HeldReplyRow } from '../../views/held-replies.js';
import type { AttachmentRow, MessageRow } from '../../views/ticket-messages.js';
import type { MessageAnswer, MessageAttachmentAnswer } from './messages.dto.js';

export function messageAnswer(row: MessageRow): MessageAnswer {
  return {
    id: row.id,
    ticketId: row.ticketId,
    seq: row.seq,
    direction: row.direction,
    kind: row.kind,
    channel: row.channel,
    inboxId: row.inboxId,
    author: { type: row.authorType, id: row.authorId, name: row.authorName },
    text: row.text,
    html: row.html,
    fullText: row.fullText ?? row.text,
    subject: row.subject,
    externalId: row.externalId,
    attachments: (row.attachments ?? []).map(attachmentAnswer),
    delivery: row.deliveryFault === null ? { state: row.deliveryState } : { state: row.deliveryState, error: { ...row.deliveryFault } },
    details: { ...row.details },
    automatic: row.automatic,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt.toISOString(),
    sendAt: null,
    originTicketId: row.originTicketId,
    revisedAt: row.revisedAt?.toISOString() ?? null,
  };
}

const HELD_STATES = { held: 'queued', failed: 'failed', cancelled: 'cancelled' } as const;

/** A reply that waits, shown as the message it will be; it has no place in the conversation yet. */
export function heldAnswer(row: HeldReplyRow): MessageAnswer {
  const state = HELD_STATES[row.state];
  return {
    id: row.id,
    ticketId: row.ticketId,
    seq: 0,
    direction: 'outbound',
    kind: 'text',
    channel: row.channel,
    inboxId: row.inboxId,
    author: { type: row.authorId === null ? 'system' : 'agent', id: row.authorId, name: row.authorName },
    text: row.text,
    html: row.html,
    fullText: row.text,
    subject: null,
    externalId: null,
    attachments: (row.attachments ?? []).map(attachmentAnswer),
    delivery: row.fault === null ? { state } : { state, error: { ...row.fault } },
    details: row.cc.length > 0 ? { cc: [...row.cc] } : {},
    automatic: false,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sendAt.toISOString(),
    sendAt: row.sendAt.toISOString(),
    originTicketId: null,
    revisedAt: null,
  };
}

function attachmentAnswer(row: AttachmentRow): MessageAttachmentAnswer {
  const { id, filename, contentType, bytes, sha256, contentId, state, fault } = row;
  return {
    id,
    filename,
    contentType,
    bytes: Number(bytes),
    sha256,
    contentId,
    state,
    url: `/api/v1/attachments/${id}/content`,
    ...(fault === null ? {} : { error: fault }),
  };
}
