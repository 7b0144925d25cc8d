import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateInboxes1764000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table inbox (
        id uuid primary key,
        name text not null constraint uq_inbox_name unique,
        channel text not null,
        provider text not null,
        settings jsonb not null,
        secrets bytea not null,
        team_id uuid constraint fk_inbox_team references team (id) on delete set null,
        language text not null,
        calendar_id uuid,
        enabled boolean not null,
        health jsonb,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        version integer not null
      )`);
    await runner.query('create index ix_inbox_created on inbox (created_at desc, id desc)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table inbox');
  }
}
