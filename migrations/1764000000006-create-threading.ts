import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `conversation`: one row for each conversation key of an inbox, locked while something is said in it; its `ticket_id`
 * is the one ticket that the next message may join. `message_reference`: every id a provider or we gave to a message.
 */
export class CreateThreading1764000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table conversation (
        id uuid primary key,
        inbox_id uuid not null constraint fk_conversation_inbox references inbox (id),
        key text not null,
        ticket_id uuid,
        last_seq bigint not null,
        recipient jsonb not null,
        last_inbound_at timestamptz,
        last_external_id text,
        created_at timestamptz not null,
        constraint uq_conversation_key unique (inbox_id, key)
      )`);
    await runner.query('create index ix_conversation_ticket on conversation (ticket_id) where ticket_id is not null');
    await runner.query(`
      create table message_reference (
        inbox_id uuid not null,
        reference text not null,
        message_id uuid not null,
        ticket_id uuid not null,
        ours boolean not null,
        primary key (inbox_id, reference)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table message_reference, conversation');
  }
}
