import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when an endpoint asked to be spared a delivery (Retry-After): its working again for others does not end that. */
export class KeepWhatEndpointsAsk1765000024000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table webhook_delivery add column not_before timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table webhook_delivery drop column not_before');
  }
}
