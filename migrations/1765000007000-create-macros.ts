import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Macros and canned texts. `scope_id` is the owner, the team, or the nil id for what everybody may use. */
export class CreateMacros1765000007000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table macro (
        id uuid primary key,
        name text not null,
        visibility text not null constraint ck_macro_visibility check (visibility in ('personal', 'team', 'shared')),
        scope_id uuid not null,
        actions jsonb not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        version integer not null
      )`);
    await runner.query('create index ix_macro_name on macro (name, id)');
    await runner.query(`
      create table canned_text (
        id uuid primary key,
        shortcut text not null,
        category text not null,
        visibility text not null constraint ck_canned_text_visibility check (visibility in ('personal', 'team', 'shared')),
        scope_id uuid not null,
        texts jsonb not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        version integer not null,
        constraint uq_canned_text_shortcut unique (shortcut, visibility, scope_id)
      )`);
    await runner.query('create index ix_canned_text_shortcut on canned_text (shortcut, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table canned_text, macro');
  }
}
