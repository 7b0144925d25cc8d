import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who follows a ticket, and which tickets belong together. A relation is two rows, one for each side. */
export class CreateTicketTies1765000003200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ticket_follower (
        ticket_id uuid not null constraint fk_ticket_follower_ticket references ticket (id),
        agent_id uuid not null constraint fk_ticket_follower_agent references agent (id) on delete cascade,
        since timestamptz not null,
        primary key (ticket_id, agent_id)
      )`);
    await runner.query('create index ix_ticket_follower_agent on ticket_follower (agent_id, ticket_id)');
    await runner.query(`
      create table ticket_relation (
        ticket_id uuid not null constraint fk_ticket_relation_ticket references ticket (id),
        related_id uuid not null constraint fk_ticket_relation_related references ticket (id),
        kind text not null constraint ck_ticket_relation_kind check (kind in ('related', 'duplicate', 'parent', 'child')),
        created_at timestamptz not null,
        primary key (ticket_id, related_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ticket_relation, ticket_follower');
  }
}
