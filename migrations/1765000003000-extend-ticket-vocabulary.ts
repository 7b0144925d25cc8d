import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Words that administrators choose: names of statuses and categories, tags, custom fields. The key of a status, a category or
 * a field is what tickets and rules keep, so it never changes; what people read is in `names`, by language.
 */
export class ExtendTicketVocabulary1765000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table ticket_status add column names jsonb not null default '{}', add column enabled boolean not null default true`,
    );
    await runner.query(
      `alter table ticket_category add column names jsonb not null default '{}', add column enabled boolean not null default true`,
    );
    await runner.query(`insert into ticket_status (name, category, position) values ('merged', 'closed', 7)`);
    await runner.query(`
      create table tag (
        name text primary key,
        color text not null,
        enabled boolean not null,
        created_at timestamptz not null
      )`);
    await runner.query(`
      create table custom_field (
        key text primary key,
        kind text not null constraint ck_custom_field_kind check (kind in ('text', 'number', 'date', 'list', 'checkbox')),
        labels jsonb not null,
        options text[] not null,
        required_on_resolve boolean not null,
        enabled boolean not null,
        position integer not null,
        created_at timestamptz not null
      )`);
    await runner.query(`
      create table ticket_setting (
        id boolean primary key constraint ck_ticket_setting_one check (id),
        tags_restricted boolean not null
      )`);
    await runner.query('insert into ticket_setting (id, tags_restricted) values (true, false)');
    await runner.query(
      `create index ix_ticket_custom_fields on ticket using gin (custom_fields jsonb_path_ops) where custom_fields <> '{}'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index ix_ticket_custom_fields');
    await runner.query('drop table ticket_setting, custom_field, tag');
    await runner.query(`update ticket set status = 'closed' where status = 'merged'`);
    await runner.query(`delete from ticket_status where name = 'merged'`);
    await runner.query('alter table ticket_category drop column enabled, drop column names');
    await runner.query('alter table ticket_status drop column enabled, drop column names');
  }
}
