import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an undone merge gives back is kept too: a message is counted once, wherever it stood when it was. */
export class KeepWhatUnmergesReturn1765000030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticket_move drop constraint ck_ticket_move_kind');
    await runner.query(`alter table ticket_move add constraint ck_ticket_move_kind check (kind in ('merge', 'split', 'return'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from ticket_move_message where move_id in (select id from ticket_move where kind = 'return')`);
    await runner.query(`delete from ticket_move where kind = 'return'`);
    await runner.query('alter table ticket_move drop constraint ck_ticket_move_kind');
    await runner.query(`alter table ticket_move add constraint ck_ticket_move_kind check (kind in ('merge', 'split'))`);
  }
}
