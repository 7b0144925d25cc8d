import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One change of many tickets, with what became of each, so that it can be watched and undone. */
export class CreateBulk1765000010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table bulk_action (
        id uuid primary key,
        agent_id uuid not null constraint fk_bulk_action_agent references agent (id),
        actor jsonb not null,
        change jsonb not null,
        state text not null constraint ck_bulk_action_state check (state in ('running', 'done', 'undoing', 'undone')),
        total integer not null,
        created_at timestamptz not null,
        finished_at timestamptz
      )`);
    await runner.query('create index ix_bulk_action_agent on bulk_action (agent_id, id desc)');
    await runner.query(`
      create table bulk_item (
        bulk_id uuid not null constraint fk_bulk_item_action references bulk_action (id) on delete cascade,
        position integer not null,
        ticket_id uuid not null,
        state text not null constraint ck_bulk_item_state check (state in ('waiting', 'done', 'refused', 'undone', 'kept')),
        code text,
        changes jsonb,
        constraint pk_bulk_item primary key (bulk_id, position)
      )`);
    await runner.query(`create index ix_bulk_item_state on bulk_item (bulk_id, state, position)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table bulk_item, bulk_action');
  }
}
