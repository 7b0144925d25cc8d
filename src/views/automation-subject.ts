import { Injectable } from '@nestjs/common';
import type { AgentId, ContactId, InboxId, TeamId, TicketId } from '../kernel/id.js';
import type { Direction, MessageKind } from '../kernel/message.js';
import { Statements } from '../platform/database/statements.js';

/** A ticket with everything that conditions and texts may ask of it. */
export interface SubjectTicket {
  readonly id: TicketId;
  readonly number: string;
  readonly subject: string;
  readonly status: string;
  readonly statusCategory: 'new' | 'open' | 'pending' | 'on_hold' | 'resolved' | 'closed';
  readonly priority: number;
  readonly category: string;
  readonly channel: string;
  readonly inboxId: InboxId | null;
  readonly contactId: ContactId;
  readonly contactName: string;
  readonly contactTier: string | null;
  readonly teamId: TeamId | null;
  readonly assigneeId: AgentId | null;
  readonly language: string | null;
  readonly tags: readonly string[];
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly lastSeq: number;
  readonly version: number;
  readonly createdAt: Date;
  readonly lastMessageAt: Date;
  readonly waitingSince: Date | null;
  readonly firstRepliedAt: Date | null;
  readonly resolvedAt: Date | null;
  readonly snoozedUntil: Date | null;
  readonly holdReason: string | null;
  readonly isSpam: boolean;
  readonly deletedAt: Date | null;
  readonly mergedIntoId: TicketId | null;
  readonly followerCount: number;
}

export interface SubjectMessage {
  readonly text: string;
  readonly direction: Direction;
  readonly kind: MessageKind;
  readonly automatic: boolean;
}

export const SUBJECT_COLUMNS = `t.id, t.number, t.subject, t.status, t.status_category as "statusCategory", t.priority, t.category, t.channel, t.inbox_id as "inboxId",
  t.contact_id as "contactId", t.contact_name as "contactName", t.contact_tier as "contactTier", t.team_id as "teamId", t.assignee_id as "assigneeId", t.language,
  t.tags, t.custom_fields as "customFields", t.last_seq as "lastSeq", t.version, t.created_at as "createdAt", t.last_message_at as "lastMessageAt",
  t.waiting_since as "waitingSince", t.first_replied_at as "firstRepliedAt", t.resolved_at as "resolvedAt",
  t.snoozed_until as "snoozedUntil", t.hold_reason as "holdReason", t.is_spam as "isSpam", t.deleted_at as "deletedAt", t.merged_into_id as "mergedIntoId",
  t.follower_count as "followerCount"`;

const MESSAGE_COLUMN = `case when m.id is not null
  then json_build_object('text', m.text, 'direction', m.direction, 'kind', m.kind, 'automatic', m.automatic) end as message`;

// Primary keys.
const FIND = `select ${SUBJECT_COLUMNS}, ${MESSAGE_COLUMN} from ticket t left join message m on m.id = $2 and m.ticket_id = t.id where t.id = $1`;

export interface Subject {
  readonly ticket: SubjectTicket;
  readonly message: SubjectMessage | null;
}

/** A ticket and the message an event is about, before anything is locked. */
@Injectable()
export class AutomationSubjectView {
  constructor(private readonly statements: Statements) {}

  async find(ticketId: string, messageId: string | null): Promise<Subject | null> {
    const [row] = await this.statements.rows<SubjectTicket & { readonly message: SubjectMessage | null }>(FIND, [ticketId, messageId]);
    if (row === undefined) return null;
    const { message, ...ticket } = row;
    return { ticket, message };
  }
}
