import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One matter of one contact. */
@Entity('ticket')
export class TicketEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id: string;

  @Column({ name: 'number', type: 'bigint', default: () => "nextval('ticket_number'::regclass)" })
  number: string;

  @Column({ name: 'subject', type: 'text' })
  subject: string;

  @Column({ name: 'status', type: 'text' })
  status: string;

  @Column({ name: 'status_category', type: 'text' })
  statusCategory: string;

  @Column({ name: 'priority', type: 'smallint' })
  priority: number;

  @Column({ name: 'category', type: 'text' })
  category: string;

  @Column({ name: 'channel', type: 'text' })
  channel: string;

  @Column({ name: 'inbox_id', type: 'uuid', nullable: true })
  inboxId: string | null;

  @Column({ name: 'contact_id', type: 'uuid' })
  contactId: string;

  @Column({ name: 'contact_name', type: 'text' })
  contactName: string;

  @Column({ name: 'contact_tier', type: 'text', nullable: true })
  contactTier: string | null;

  @Column({ name: 'team_id', type: 'uuid', nullable: true })
  teamId: string | null;

  @Column({ name: 'assignee_id', type: 'uuid', nullable: true })
  assigneeId: string | null;

  @Column({ name: 'language', type: 'text', nullable: true })
  language: string | null;

  @Column({ name: 'tags', type: 'text', array: true })
  tags: string[];

  @Column({ name: 'custom_fields', type: 'jsonb' })
  customFields: unknown;

  @Column({ name: 'linked_ticket_id', type: 'uuid', nullable: true })
  linkedTicketId: string | null;

  /** How often the status changed; counted by a trigger. */
  @Column({ name: 'status_entries', type: 'integer', default: 0 })
  statusEntries: number;

  /** How many follow it; whoever adds or removes one counts. */
  @Column({ name: 'follower_count', type: 'integer', default: 0 })
  followerCount: number;

  @Column({ name: 'last_seq', type: 'integer' })
  lastSeq: number;

  @Column({ name: 'preview', type: 'text' })
  preview: string;

  @Column({ name: 'last_direction', type: 'text' })
  lastDirection: string;

  @Column({ name: 'version', type: 'integer' })
  version: number;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;

  @Column({ name: 'last_message_at', type: 'timestamptz' })
  lastMessageAt: Date;

  @Column({ name: 'waiting_since', type: 'timestamptz', nullable: true })
  waitingSince: Date | null;

  @Column({ name: 'first_replied_at', type: 'timestamptz', nullable: true })
  firstRepliedAt: Date | null;

  @Column({ name: 'resolved_at', type: 'timestamptz', nullable: true })
  resolvedAt: Date | null;

  @Column({ name: 'due_at', type: 'timestamptz', nullable: true })
  dueAt: Date | null;

  @Column({ name: 'snoozed_until', type: 'timestamptz', nullable: true })
  snoozedUntil: Date | null;

  @Column({ name: 'hold_reason', type: 'text', nullable: true })
  holdReason: string | null;

  @Column({ name: 'is_spam', type: 'boolean' })
  isSpam: boolean;

  @Column({ name: 'deleted_at', type: 'timestamptz', nullable: true })
  deletedAt: Date | null;

  @Column({ name: 'merged_into_id', type: 'uuid', nullable: true })
  mergedIntoId: string | null;

  /** Since when nothing happened that puts off closing by itself. */
  @Column({ name: 'quiet_since', type: 'timestamptz', nullable: true })
  quietSince: Date | null;

  @Column({ name: 'close_notice_at', type: 'timestamptz', nullable: true })
  closeNoticeAt: Date | null;

  /** Computed by the database: neither deleted nor spam nor merged. */
  @Column({ name: 'shown', type: 'boolean', insert: false, update: false })
  shown: boolean;
}
