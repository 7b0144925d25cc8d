import type { MigrationInterface, QueryRunner } from 'typeorm';

/** `webhook`: who wants to hear of which events. `webhook_delivery`: each event told to each of them, and how that went; kept 30 days. */
export class CreateWebhooks1765000005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table webhook (
        id uuid primary key,
        name text not null,
        url text not null,
        events text[] not null,
        condition jsonb,
        include_notes boolean not null,
        secrets bytea not null,
        enabled boolean not null,
        disabled_reason text,
        failures integer not null,
        failing_since timestamptz,
        paused_until timestamptz,
        created_by uuid not null constraint fk_webhook_agent references agent (id),
        created_at timestamptz not null,
        updated_at timestamptz not null,
        version integer not null
      )`);
    await runner.query('create index ix_webhook_recent on webhook (created_at desc, id desc)');
    await runner.query(`
      create table webhook_delivery (
        id uuid primary key,
        webhook_id uuid not null constraint fk_webhook_delivery_webhook references webhook (id) on delete cascade,
        event_id uuid not null,
        event_name text not null,
        ticket_id uuid,
        body text not null,
        state text not null constraint ck_webhook_delivery_state check (state in ('waiting', 'delivered', 'failed')),
        attempts integer not null,
        due_at timestamptz not null,
        claimed_until timestamptz,
        give_up_at timestamptz not null,
        status integer,
        fault text,
        duration_ms integer,
        tries jsonb not null,
        created_at timestamptz not null,
        settled_at timestamptz,
        constraint uq_webhook_delivery_event unique (webhook_id, event_id)
      )`);
    await runner.query(`create index ix_webhook_delivery_due on webhook_delivery (webhook_id, due_at, id) where state = 'waiting'`);
    await runner.query(
      'create index ix_webhook_delivery_claimed on webhook_delivery (webhook_id, claimed_until) where claimed_until is not null',
    );
    await runner.query('create index ix_webhook_delivery_recent on webhook_delivery (webhook_id, id desc)');
    await runner.query('create index ix_webhook_delivery_state on webhook_delivery (webhook_id, state, id desc)');
    await runner.query('create index ix_webhook_delivery_age on webhook_delivery (created_at)');
    await runner.query(`create index ix_webhook_delivery_give_up on webhook_delivery (give_up_at) where state = 'waiting'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table webhook_delivery, webhook');
  }
}
