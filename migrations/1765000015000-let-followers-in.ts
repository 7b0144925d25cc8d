import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Following a ticket opens it to nobody any more; who was let in sees it until it changes its team, by whatever way it does. */
export class LetFollowersIn1765000015000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticket_follower add column let_in boolean not null default false');
    await runner.query('create index ix_ticket_follower_let_in on ticket_follower (agent_id, ticket_id) where let_in');
    await runner.query(`
      create function end_letting_in() returns trigger language plpgsql as $$
      begin
        update ticket_follower set let_in = false where ticket_id = new.id and let_in;
        return null;
      end $$`);
    await runner.query(`
      create trigger tr_ticket_end_letting_in after update of team_id on ticket for each row
      when (old.team_id is distinct from new.team_id) execute function end_letting_in()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger tr_ticket_end_letting_in on ticket');
    await runner.query('drop function end_letting_in()');
    await runner.query('drop index ix_ticket_follower_let_in');
    await runner.query('alter table ticket_follower drop column let_in');
  }
}
