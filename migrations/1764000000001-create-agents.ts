import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAgents1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table agent (
        id uuid primary key,
        email text not null constraint uq_agent_email unique,
        name text not null,
        role text not null constraint ck_agent_role check (role in ('admin', 'supervisor', 'agent', 'auditor')),
        enabled boolean not null,
        languages text[] not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        version integer not null
      )`);
    await runner.query(`
      create table team (
        id uuid primary key,
        name text not null constraint uq_team_name unique,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        version integer not null
      )`);
    await runner.query(`
      create table team_member (
        team_id uuid not null constraint fk_team_member_team references team (id) on delete cascade,
        agent_id uuid not null constraint fk_team_member_agent references agent (id) on delete cascade,
        primary key (team_id, agent_id)
      )`);
    await runner.query('create index ix_team_member_agent on team_member (agent_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table team_member, team, agent');
  }
}
