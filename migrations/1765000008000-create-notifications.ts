import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an agent should know of, until they have seen it; what they want to know of, and whether by mail too. */
export class CreateNotifications1765000008000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table notification (
        id uuid primary key,
        agent_id uuid not null constraint fk_notification_agent references agent (id) on delete cascade,
        ticket_id uuid not null constraint fk_notification_ticket references ticket (id) on delete cascade,
        kind text not null,
        actor_name text not null,
        details jsonb not null,
        times integer not null,
        event_ids uuid[] not null,
        first_at timestamptz not null,
        last_at timestamptz not null,
        read_at timestamptz,
        digest_id uuid
      )`);
    await runner.query('create index ix_notification_agent on notification (agent_id, last_at desc, id desc)');
    await runner.query('create index ix_notification_unread on notification (agent_id, last_at desc, id desc) where read_at is null');
    // Of one kind on one ticket there is one unread notification, however often it happens.
    await runner.query('create unique index uq_notification_unread on notification (agent_id, ticket_id, kind) where read_at is null');
    await runner.query('create index ix_notification_ticket on notification (ticket_id, agent_id, kind)');
    await runner.query('create index ix_notification_old on notification (last_at)');
    await runner.query(`
      create table notification_preference (
        agent_id uuid primary key constraint fk_notification_preference_agent references agent (id) on delete cascade,
        muted text[] not null,
        digest text not null constraint ck_notification_preference_digest check (digest in ('off', 'hourly', 'daily')),
        digest_hour smallint not null constraint ck_notification_preference_hour check (digest_hour between 0 and 23),
        zone text not null,
        next_digest_at timestamptz
      )`);
    await runner.query('create index ix_notification_preference_due on notification_preference (next_digest_at, agent_id)');
    await runner.query(`
      create table notification_setting (
        id boolean primary key constraint ck_notification_setting_one check (id),
        digest_inbox_id uuid constraint fk_notification_setting_inbox references inbox (id) on delete set null,
        last_failure_code text,
        last_failure_message text,
        last_failure_at timestamptz
      )`);
    await runner.query('insert into notification_setting (id) values (true)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table notification_setting, notification_preference, notification');
  }
}
