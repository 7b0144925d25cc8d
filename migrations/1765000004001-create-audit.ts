import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people and tokens did and read: insert-only, and hash-chained soon after the commit (docs/adr/0010). */
export class CreateAudit1765000004001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // No foreign keys: the log outlives whom and what it tells of.
    await runner.query(`
      create table audit_event (
        id uuid primary key,
        at timestamptz not null,
        actor_type text not null,
        actor_id uuid,
        actor_name text not null,
        token_id uuid,
        action text not null,
        resource text not null,
        resource_id text,
        detail jsonb not null,
        address text not null,
        request_id text not null,
        seq bigint constraint uq_audit_event_seq unique,
        hash bytea,
        constraint ck_audit_event_chained check ((seq is null) = (hash is null))
      )`);
    await runner.query('create index ix_audit_event_unchained on audit_event (id) where seq is null');
    await runner.query('create index ix_audit_event_at on audit_event (at desc, id desc)');
    await runner.query('create index ix_audit_event_actor on audit_event (actor_id, at desc, id desc) where actor_id is not null');
    await runner.query('create index ix_audit_event_action on audit_event (action, at desc, id desc)');
    await runner.query('create index ix_audit_event_resource on audit_event (resource, resource_id, at desc, id desc)');
    await this.guard(runner);
  }

  /** The one change that is let through: an unchained row gets its place in the chain. */
  private async guard(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function audit_event_guard() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' and new.seq is null then
          return new;
        end if;
        if tg_op = 'UPDATE' and old.seq is null and new.seq is not null
          and (new.id, new.at, new.actor_type, new.actor_id, new.actor_name, new.token_id, new.action, new.resource, new.resource_id, new.detail,
            new.address, new.request_id)
          is not distinct from
          (old.id, old.at, old.actor_type, old.actor_id, old.actor_name, old.token_id, old.action, old.resource, old.resource_id, old.detail,
            old.address, old.request_id) then
          return new;
        end if;
        raise exception 'the audit log is insert-only: % refused', tg_op using errcode = 'integrity_constraint_violation';
      end $$`);
    await runner.query(
      'create trigger audit_event_rows before insert or update or delete on audit_event for each row execute function audit_event_guard()',
    );
    await runner.query(
      'create trigger audit_event_table before truncate on audit_event for each statement execute function audit_event_guard()',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table audit_event');
    await runner.query('drop function audit_event_guard');
  }
}
