import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How agents and programs prove who they are. Tokens are kept as SHA-256 only: they are 256 random bits, so no salt is needed. */
export class CreateAccess1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table credential (
        agent_id uuid primary key constraint fk_credential_agent references agent (id) on delete cascade,
        password_hash text not null,
        changed_at timestamptz not null
      )`);
    await runner.query(`
      create table session (
        id uuid primary key,
        token_hash bytea not null constraint uq_session_token unique,
        agent_id uuid not null constraint fk_session_agent references agent (id) on delete cascade,
        created_at timestamptz not null,
        last_seen_at timestamptz not null,
        expires_at timestamptz not null,
        user_agent text not null,
        address text not null
      )`);
    await runner.query('create index ix_session_agent on session (agent_id)');
    await runner.query(`
      create table api_token (
        id uuid primary key,
        name text not null,
        token_hash bytea not null constraint uq_api_token_hash unique,
        scopes text[] not null,
        agent_id uuid not null constraint fk_api_token_agent references agent (id) on delete cascade,
        created_at timestamptz not null,
        expires_at timestamptz,
        last_used_at timestamptz,
        revoked_at timestamptz
      )`);
    await runner.query('create index ix_api_token_agent on api_token (agent_id, created_at desc, id desc)');
    await runner.query(`
      create table login_throttle (
        key text primary key,
        failures integer not null,
        blocked_until timestamptz,
        updated_at timestamptz not null
      )`);
    await runner.query(`
      create table idempotency_key (
        actor_id uuid not null,
        key text not null,
        request_hash bytea not null,
        status integer not null,
        response jsonb,
        created_at timestamptz not null,
        primary key (actor_id, key)
      )`);
    await runner.query('create index ix_idempotency_key_age on idempotency_key (created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table idempotency_key, login_throttle, api_token, session, credential');
  }
}
