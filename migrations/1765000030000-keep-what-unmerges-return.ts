import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an undone merge gives back is kept too, and of all that moves whether reports had counted it: a message counts once, wherever it stood. */
export class KeepWhatUnmergesReturn1765000030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticket_move drop constraint ck_ticket_move_kind');
    await runner.query(`alter table ticket_move add constraint ck_ticket_move_kind check (kind in ('merge', 'split', 'return'))`);
    await runner.query('alter table ticket_move_message add column counted boolean not null default false');
    await runner.query(`
      update ticket_move_message x set counted = true from ticket_move v join report_ticket c on c.ticket_id = v.from_id
      where v.id = x.move_id and c.counted_seq >= x.seq`);
    // Whoever counts that ticket right now is waited for.
    await runner.query(`
      create function note_counted() returns trigger language plpgsql as $$
      begin
        select c.counted_seq >= new.seq into new.counted from ticket_move v join report_ticket c on c.ticket_id = v.from_id where v.id = new.move_id for update of c;
        new.counted := coalesce(new.counted, false);
        return new;
      end $$`);
    await runner.query('create trigger note_counted before insert on ticket_move_message for each row execute function note_counted()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger note_counted on ticket_move_message');
    await runner.query('drop function note_counted');
    await runner.query('alter table ticket_move_message drop column counted');
    await runner.query(`delete from ticket_move_message where move_id in (select id from ticket_move where kind = 'return')`);
    await runner.query(`delete from ticket_move where kind = 'return'`);
    await runner.query('alter table ticket_move drop constraint ck_ticket_move_kind');
    await runner.query(`alter table ticket_move add constraint ck_ticket_move_kind check (kind in ('merge', 'split'))`);
  }
}
