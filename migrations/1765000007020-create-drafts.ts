import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What agents have begun to write, and replies that wait for their time. */
export class CreateDrafts1765000007020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table draft (
        agent_id uuid not null constraint fk_draft_agent references agent (id) on delete cascade,
        ticket_id uuid not null constraint fk_draft_ticket references ticket (id) on delete cascade,
        kind text not null constraint ck_draft_kind check (kind in ('reply', 'note')),
        text text not null,
        html text,
        attachment_ids uuid[] not null,
        cc text[] not null,
        inbox_id uuid,
        updated_at timestamptz not null,
        primary key (agent_id, ticket_id)
      )`);
    await runner.query('create index ix_draft_recent on draft (agent_id, updated_at desc, ticket_id desc)');
    // Not a message yet: it becomes one, with its place in the conversation, at the moment it leaves.
    await runner.query(`
      create table held_reply (
        id uuid primary key,
        ticket_id uuid not null constraint fk_held_reply_ticket references ticket (id) on delete cascade,
        author_id uuid,
        author_name text not null,
        author_role text,
        inbox_id uuid,
        channel text not null,
        text text not null,
        html text,
        attachment_ids uuid[] not null,
        cc text[] not null,
        state text not null constraint ck_held_reply_state check (state in ('held', 'failed', 'cancelled')),
        fault jsonb,
        send_at timestamptz not null,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`);
    await runner.query(`create index ix_held_reply_ticket on held_reply (ticket_id, send_at, id) where state in ('held', 'failed')`);
    await runner.query(`create index ix_held_reply_settled on held_reply (updated_at) where state <> 'held'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table held_reply, draft');
  }
}
