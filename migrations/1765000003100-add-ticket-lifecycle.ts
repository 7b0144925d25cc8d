import type { MigrationInterface, QueryRunner } from 'typeorm';

const SHOWN = [
  'ix_ticket_recent on ticket (last_message_at desc, id desc)',
  'ix_ticket_status_recent on ticket (status_category, last_message_at desc, id desc)',
  'ix_ticket_team_recent on ticket (team_id, last_message_at desc, id desc)',
  'ix_ticket_inbox_recent on ticket (inbox_id, last_message_at desc, id desc)',
  'ix_ticket_category_recent on ticket (category, last_message_at desc, id desc)',
  'ix_ticket_created on ticket (created_at desc, id desc)',
  'ix_ticket_priority on ticket (priority desc, last_message_at desc, id desc)',
];

const ASSIGNEE = 'ix_ticket_assignee_recent on ticket (assignee_id, last_message_at desc, id desc)';
const DUE = 'ix_ticket_due on ticket (due_at, id)';

/**
 * Snooze, hold, spam, deletion, merging. `shown` is what lists show: neither deleted nor spam nor merged into another. The
 * indexes of lists hold shown tickets only, so that a wave of spam makes no list slower; ix_ticket_contact_recent stays whole,
 * because it also finds every ticket of a contact for writing.
 */
export class AddTicketLifecycle1765000003100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table ticket
        add column snoozed_until timestamptz,
        add column hold_reason text,
        add column is_spam boolean not null default false,
        add column deleted_at timestamptz,
        add column merged_into_id uuid constraint fk_ticket_merged_into references ticket (id),
        add column quiet_since timestamptz,
        add column close_notice_at timestamptz`);
    await runner.query(`
      alter table ticket
        add column shown boolean not null generated always as (deleted_at is null and merged_into_id is null and not is_spam) stored`);
    // Since when nothing happened that puts off closing: the last word of a person, or the last change of status.
    await runner.query(`update ticket set quiet_since = last_message_at where status_category in ('pending', 'resolved')`);
    for (const index of [...SHOWN, ASSIGNEE, DUE]) await runner.query(`drop index ${nameOf(index)}`);
    for (const index of SHOWN) await runner.query(`create index ${index} where shown`);
    await runner.query(`create index ${ASSIGNEE} where assignee_id is not null and shown`);
    await runner.query(`create index ${DUE} where due_at is not null and shown`);
    await runner.query('create index ix_ticket_hidden_recent on ticket (last_message_at desc, id desc) where not shown');
    await runner.query('create index ix_ticket_merged_into on ticket (merged_into_id) where merged_into_id is not null');
    await runner.query('create index ix_ticket_snoozed on ticket (snoozed_until, id) where snoozed_until is not null');
    await runner.query(
      'create index ix_ticket_snoozed_recent on ticket (last_message_at desc, id desc) where snoozed_until is not null and shown',
    );
    await runner.query(
      `create index ix_ticket_quiet on ticket (inbox_id, quiet_since, id) where status_category in ('pending', 'resolved') and shown`,
    );
    await runner.query(`
      alter table inbox
        add column reopen_days integer not null default 14,
        add column auto_close_days integer,
        add column auto_close_notice_days integer not null default 2,
        add column auto_close_notice jsonb not null default '{}'`);
    await runner.query('alter table contact add column is_spam boolean not null default false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table contact drop column is_spam');
    await runner.query(`
      alter table inbox drop column auto_close_notice, drop column auto_close_notice_days, drop column auto_close_days, drop column reopen_days`);
    for (const name of ['quiet', 'snoozed_recent', 'snoozed', 'merged_into', 'hidden_recent'])
      await runner.query(`drop index ix_ticket_${name}`);
    for (const index of [...SHOWN, ASSIGNEE, DUE]) await runner.query(`drop index ${nameOf(index)}`);
    await runner.query('alter table ticket drop column shown');
    await runner.query(`
      alter table ticket drop column close_notice_at, drop column quiet_since, drop column merged_into_id, drop column deleted_at,
        drop column is_spam, drop column hold_reason, drop column snoozed_until`);
    for (const index of SHOWN) await runner.query(`create index ${index}`);
    await runner.query(`create index ${ASSIGNEE} where assignee_id is not null`);
    await runner.query(`create index ${DUE} where due_at is not null`);
  }
}

function nameOf(index: string): string {
  return index.split(' ')[0] ?? '';
}
