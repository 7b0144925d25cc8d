import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateContacts1764000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table contact (
        id uuid primary key,
        name text not null,
        language text,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        version integer not null
      )`);
    await runner.query('create index ix_contact_created on contact (created_at desc, id desc)');
    await runner.query(`
      create table contact_identity (
        id uuid primary key,
        contact_id uuid not null constraint fk_contact_identity_contact references contact (id) on delete cascade,
        kind text not null,
        scope text not null,
        value text not null,
        verified boolean not null,
        display_name text,
        created_at timestamptz not null,
        constraint uq_contact_identity unique (kind, scope, value)
      )`);
    await runner.query('create index ix_contact_identity_contact on contact_identity (contact_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table contact_identity, contact');
  }
}
