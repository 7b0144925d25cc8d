import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which agents have a socket open, on whichever process. A row counts while its lease lasts: a process that died cannot
 * take its rows along. Unlogged: after a crash of the server every socket is gone anyway.
 */
export class CreateAgentConnection1765000005001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create unlogged table agent_connection (
        id uuid primary key,
        agent_id uuid not null constraint fk_agent_connection_agent references agent (id) on delete cascade,
        connected_at timestamptz not null,
        lease_until timestamptz not null
      )`);
    await runner.query('create index ix_agent_connection_agent on agent_connection (agent_id, lease_until)');
    await runner.query('create index ix_agent_connection_lease on agent_connection (lease_until)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table agent_connection');
  }
}
