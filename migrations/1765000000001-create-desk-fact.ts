import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What holds for the whole desk, by name: with which key its secrets were sealed … */
export class CreateDeskFact1765000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table desk_fact (name text primary key, value text not null)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table desk_fact');
  }
}
