import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A second factor, which roles need one, and sessions that can be listed and ended. */
export class SecureLogins1765000004002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table session add column method text not null default 'password'`);
    await runner.query('drop index ix_session_agent');
    await runner.query('create index ix_session_agent on session (agent_id, created_at desc, id desc)');
    await runner.query('create index ix_session_expiry on session (expires_at)');
    await runner.query('create index ix_login_throttle_age on login_throttle (updated_at)');
    await runner.query(`
      create table totp (
        agent_id uuid primary key constraint fk_totp_agent references agent (id) on delete cascade,
        secret bytea not null,
        created_at timestamptz not null,
        confirmed_at timestamptz,
        last_step bigint
      )`);
    await runner.query(`
      create table recovery_code (
        agent_id uuid not null constraint fk_recovery_code_agent references agent (id) on delete cascade,
        code_hash bytea not null,
        used_at timestamptz,
        primary key (agent_id, code_hash)
      )`);
    await runner.query(`
      create table security_setting (
        id smallint primary key constraint ck_security_setting_one check (id = 1),
        two_factor_roles text[] not null,
        updated_at timestamptz not null,
        version integer not null
      )`);
    await runner.query(`insert into security_setting (id, two_factor_roles, updated_at, version) values (1, '{}', now(), 1)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table security_setting, recovery_code, totp');
    await runner.query('drop index ix_login_throttle_age, ix_session_expiry, ix_session_agent');
    await runner.query('create index ix_session_agent on session (agent_id)');
    await runner.query('alter table session drop column method');
  }
}
