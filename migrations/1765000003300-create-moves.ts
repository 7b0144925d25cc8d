import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What merges and splits moved, so that they can be undone. `ticket_move_message.seq` is the position that the message had in
 * the ticket it came from; numbers are never given twice in a ticket, so it is free when the message returns.
 */
export class CreateMoves1765000003300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ticket_move (
        id uuid primary key,
        kind text not null constraint ck_ticket_move_kind check (kind in ('merge', 'split')),
        from_id uuid not null constraint fk_ticket_move_from references ticket (id),
        to_id uuid not null constraint fk_ticket_move_to references ticket (id),
        to_seq integer not null,
        conversation_ids uuid[] not null,
        before jsonb not null,
        moved_at timestamptz not null,
        undone_at timestamptz
      )`);
    await runner.query(`create unique index uq_ticket_move_merge on ticket_move (from_id) where kind = 'merge' and undone_at is null`);
    await runner.query(`create unique index uq_ticket_move_split on ticket_move (to_id) where kind = 'split' and undone_at is null`);
    await runner.query('create index ix_ticket_move_to on ticket_move (to_id) where undone_at is null');
    await runner.query(`
      create table ticket_move_message (
        move_id uuid not null constraint fk_ticket_move_message_move references ticket_move (id),
        message_id uuid not null constraint fk_ticket_move_message_message references message (id),
        seq integer not null,
        primary key (move_id, message_id)
      )`);
    await runner.query('create index ix_ticket_move_message_message on ticket_move_message (message_id)');
    await runner.query('alter table contact add column merged_into_id uuid constraint fk_contact_merged_into references contact (id)');
    await runner.query('drop index ix_contact_created');
    await runner.query('create index ix_contact_created on contact (created_at desc, id desc) where merged_into_id is null');
    await runner.query('create index ix_contact_merged_into on contact (merged_into_id) where merged_into_id is not null');
    await runner.query(`
      create table contact_merge (
        id uuid primary key,
        contact_id uuid not null constraint fk_contact_merge_contact references contact (id),
        into_id uuid not null constraint fk_contact_merge_into references contact (id),
        identity_ids uuid[] not null,
        ticket_ids uuid[] not null,
        taken jsonb not null,
        merged_at timestamptz not null,
        undone_at timestamptz
      )`);
    await runner.query('create unique index uq_contact_merge on contact_merge (contact_id) where undone_at is null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table contact_merge');
    await runner.query('drop index ix_contact_merged_into');
    await runner.query('drop index ix_contact_created');
    await runner.query('create index ix_contact_created on contact (created_at desc, id desc)');
    await runner.query('alter table contact drop column merged_into_id');
    await runner.query('drop table ticket_move_message, ticket_move');
  }
}
