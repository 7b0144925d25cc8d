import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A team may keep its tickets to itself; see src/views/ticket-visibility.ts. */
export class ScopeTicketsByTeam1765000004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table team add column visibility text not null default 'open'
        constraint ck_team_visibility check (visibility in ('open', 'members'))`);
    // Read by every list of tickets: small, and empty for most desks.
    await runner.query(`create index ix_team_closed on team (id) where visibility = 'members'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index ix_team_closed');
    await runner.query('alter table team drop column visibility');
  }
}
