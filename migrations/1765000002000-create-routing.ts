import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rules that say where a ticket goes, what is known of who could take it, and every decision with its reasons. */
export class CreateRouting1765000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table skill (
        id uuid primary key,
        name text not null constraint uq_skill_name unique,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        version integer not null
      )`);
    await runner.query(`
      create table agent_skill (
        agent_id uuid not null constraint fk_agent_skill_agent references agent (id) on delete cascade,
        skill_id uuid not null constraint fk_agent_skill_skill references skill (id) on delete cascade,
        level smallint not null constraint ck_agent_skill_level check (level between 1 and 5),
        primary key (agent_id, skill_id)
      )`);
    await runner.query('create index ix_agent_skill_skill on agent_skill (skill_id)');
    // A target that is deleted leaves the rule without it, so that no rule can make an incoming message fail.
    await runner.query(`
      create table routing_rule (
        id uuid primary key,
        position integer not null,
        name text not null,
        enabled boolean not null,
        continues boolean not null,
        conditions jsonb not null,
        team_id uuid constraint fk_routing_rule_team references team (id) on delete set null,
        priority text constraint ck_routing_rule_priority check (priority in ('low', 'normal', 'high', 'urgent')),
        category text constraint fk_routing_rule_category references ticket_category (key) on update cascade on delete set null,
        language text,
        tags text[] not null,
        skills jsonb not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        version integer not null
      )`);
    await runner.query('create index ix_routing_rule_position on routing_rule (position, id)');
    await runner.query(`
      create table routing_decision (
        id uuid primary key,
        ticket_id uuid not null constraint fk_routing_decision_ticket references ticket (id) on delete cascade,
        kind text not null constraint ck_routing_decision_kind check (kind in ('routed', 'assigned', 'by-hand', 'released', 'overflowed')),
        reasons jsonb not null,
        at timestamptz not null
      )`);
    await runner.query('create index ix_routing_decision_ticket on routing_decision (ticket_id, id desc)');
    await runner.query(`
      create table ticket_routing (
        ticket_id uuid primary key constraint fk_ticket_routing_ticket references ticket (id) on delete cascade,
        skills jsonb not null,
        visited_team_ids uuid[] not null,
        entered_at timestamptz
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ticket_routing, routing_decision, routing_rule, agent_skill, skill');
  }
}
