import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A ticket knows how many follow it: what happens to one that nobody follows need not look for them. */
export class CountFollowers1765000008100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticket add column follower_count integer not null default 0');
    await runner.query(`
      update ticket t set follower_count = f.count
      from (select ticket_id, count(*)::int as count from ticket_follower group by ticket_id) f where f.ticket_id = t.id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticket drop column follower_count');
  }
}
