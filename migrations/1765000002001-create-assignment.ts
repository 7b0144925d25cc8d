import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is there, how much each can carry, how teams hand out work, and the two indexes that make it cheap. */
export class CreateAssignment1765000002001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table agent_presence (
        agent_id uuid primary key constraint fk_agent_presence_agent references agent (id) on delete cascade,
        status text not null constraint ck_agent_presence_status check (status in ('online', 'away', 'busy', 'offline')),
        chosen text not null constraint ck_agent_presence_chosen check (chosen in ('online', 'away', 'busy', 'offline')),
        since timestamptz not null,
        seen_at timestamptz,
        capacity double precision not null constraint ck_agent_presence_capacity check (capacity >= 0),
        last_worked_at timestamptz
      )`);
    await runner.query('create index ix_agent_presence_status on agent_presence (status, since)');
    await runner.query(`
      create table presence_change (
        id uuid primary key,
        agent_id uuid not null,
        status text not null,
        at timestamptz not null
      )`);
    await runner.query('create index ix_presence_change_at on presence_change (at, id)');
    await runner.query('create index ix_presence_change_agent on presence_change (agent_id, at desc)');
    await runner.query(`
      create table channel_weight (
        channel text primary key,
        units double precision not null constraint ck_channel_weight_units check (units >= 0),
        live boolean not null
      )`);
    await runner.query(`
      insert into channel_weight (channel, units, live) values ('hotline', 3, true), ('chat', 1, true), ('email', 0.5, false), ('social', 1, false)`);
    await runner.query(`
      create table team_routing (
        team_id uuid primary key constraint fk_team_routing_team references team (id) on delete cascade,
        strategy text not null constraint ck_team_routing_strategy check (strategy in ('manual', 'round-robin', 'least-loaded', 'longest-idle', 'sticky')),
        fallback text not null constraint ck_team_routing_fallback check (fallback in ('round-robin', 'least-loaded', 'longest-idle')),
        match_language boolean not null,
        overflow_team_id uuid constraint fk_team_routing_overflow references team (id) on delete set null,
        overflow_after_minutes integer constraint ck_team_routing_overflow check (overflow_after_minutes > 0),
        last_agent_id uuid
      )`);
    // The queue of a team: a step of priority is worth 30 minutes of waiting, which makes the order independent of the time it is.
    await runner.query(`
      create index ix_ticket_queue on ticket (team_id, ((coalesce(waiting_since, created_at) at time zone 'UTC') - priority * interval '30 minutes'), id)
      where assignee_id is null and team_id is not null and status_category in ('new', 'open')`);
    // What agents carry.
    await runner.query(`
      create index ix_ticket_carried on ticket (assignee_id, channel)
      where assignee_id is not null and status_category in ('new', 'open')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index ix_ticket_carried, ix_ticket_queue');
    await runner.query('drop table team_routing, channel_weight, presence_change, agent_presence');
  }
}
