import { Injectable } from '@nestjs/common';
import { Statements } from '../platform/database/statements.js';
import { SUBJECT_COLUMNS, type SubjectTicket } from './automation-subject.js';

export interface Candidate extends SubjectTicket {
  readonly statusEntries: number;
  /** The stay on which the rule acted last. */
  readonly markedEntry: string | null;
  /** With the database's full precision, for the next batch. */
  readonly sortAt: string;
}

export interface CandidateQuery {
  readonly ruleId: string;
  readonly category: string;
  /** Only tickets whose last message is older. */
  readonly lastMessageBefore: Date | null;
  readonly after: { readonly lastMessageAt: string; readonly ticketId: string } | null;
  readonly limit: number;
}

// Longest silent first. Index: ix_ticket_status_recent, read backwards; automation_mark by its primary key.
const BATCH = `
  select ${SUBJECT_COLUMNS}, t.status_entries as "statusEntries", t.last_message_at::text as "sortAt",
    (select a.entry from automation_mark a where a.rule_id = $1 and a.ticket_id = t.id) as "markedEntry"
  from ticket t
  where t.status_category = $2 and t.shown and ($3::timestamptz is null or t.last_message_at < $3)
    and ($4::timestamptz is null or (t.last_message_at, t.id) > ($4, $5::uuid))
  order by t.last_message_at, t.id limit $6`;

/** The tickets a rule by time looks at, in batches. */
@Injectable()
export class AutomationCandidatesView {
  constructor(private readonly statements: Statements) {}

  batch(q: CandidateQuery): Promise<Candidate[]> {
    const { after } = q;
    const values = [q.ruleId, q.category, q.lastMessageBefore, after?.lastMessageAt ?? null, after?.ticketId ?? null, q.limit];
    return this.statements.rows<Candidate>(BATCH, values);
  }
}
