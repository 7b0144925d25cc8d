import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `receipt`: each accepted input, sealed, until something was made of it. `inbound_key`: each event that was made,
 * so that it is never made twice. `source_cursor`: where a mailbox was read up to.
 */
export class CreateIntake1764000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table receipt (
        id uuid primary key,
        inbox_id uuid not null constraint fk_receipt_inbox references inbox (id),
        dedupe_key text not null,
        method text not null,
        path text not null,
        query jsonb not null,
        headers jsonb not null,
        body bytea,
        body_key text,
        bytes integer not null,
        state text not null constraint ck_receipt_state check (state in ('pending', 'done', 'quarantined')),
        attempts integer not null,
        refusals jsonb not null,
        fault text,
        received_at timestamptz not null,
        done_at timestamptz,
        constraint uq_receipt_key unique (inbox_id, dedupe_key)
      )`);
    await runner.query(`create index ix_receipt_open on receipt (state, received_at desc, id desc) where state <> 'done'`);
    await runner.query(`create index ix_receipt_kept on receipt (done_at) where body is not null or body_key is not null`);
    await runner.query(`
      create table inbound_key (
        inbox_id uuid not null,
        key text not null,
        receipt_id uuid not null,
        primary key (inbox_id, key)
      )`);
    await runner.query(`
      create table source_cursor (
        inbox_id uuid primary key constraint fk_source_cursor_inbox references inbox (id) on delete cascade,
        cursor jsonb not null,
        updated_at timestamptz not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table source_cursor, inbound_key, receipt');
  }
}
