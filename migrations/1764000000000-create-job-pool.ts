import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which worker pools exist, so that the jobs of a dead one can be freed (platform/jobs/worker-liveness). */
export class CreateJobPool1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table job_pool (id text primary key, started_at timestamptz not null)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table job_pool');
  }
}
