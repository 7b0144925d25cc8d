import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Login by a company's own identity provider. An identity is (issuer, subject), never an address. */
export class CreateOidc1765000004003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table oidc_provider (
        id uuid primary key,
        label text not null constraint uq_oidc_provider_label unique,
        issuer text not null,
        client_id text not null,
        client_secret bytea not null,
        allowed_domains text[] not null,
        default_role text constraint ck_oidc_provider_role check (default_role in ('supervisor', 'agent', 'auditor')),
        enabled boolean not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        version integer not null
      )`);
    await runner.query(`
      create table oidc_identity (
        id uuid primary key,
        issuer text not null,
        subject text not null,
        agent_id uuid not null constraint fk_oidc_identity_agent references agent (id) on delete cascade,
        linked_at timestamptz not null,
        last_login_at timestamptz,
        constraint uq_oidc_identity unique (issuer, subject),
        constraint uq_oidc_identity_agent unique (agent_id, issuer)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table oidc_identity, oidc_provider');
  }
}
