import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tickets and what is said in them. Every list order of the API has its index; see src/views/ticket-list.ts. */
export class CreateTickets1764000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ticket_status (
        name text primary key,
        category text not null constraint ck_ticket_status_category check (category in ('new', 'open', 'pending', 'on_hold', 'resolved', 'closed')),
        position integer not null
      )`);
    await runner.query(`
      insert into ticket_status (name, category, position) values
        ('new', 'new', 1), ('open', 'open', 2), ('pending', 'pending', 3), ('on_hold', 'on_hold', 4), ('resolved', 'resolved', 5), ('closed', 'closed', 6)`);
    await runner.query('create table ticket_category (key text primary key, position integer not null)');
    await runner.query(`
      insert into ticket_category (key, position) values
        ('general', 1), ('account', 2), ('payment', 3), ('technical', 4), ('refund', 5), ('complaint', 6), ('suggestion', 7)`);
    await runner.query('create sequence ticket_number start 1001');
    await runner.query(`
      create table ticket (
        id uuid primary key,
        number bigint not null default nextval('ticket_number') constraint uq_ticket_number unique,
        subject text not null,
        status text not null constraint fk_ticket_status references ticket_status (name),
        status_category text not null,
        priority smallint not null constraint ck_ticket_priority check (priority between 1 and 4),
        category text not null constraint fk_ticket_category references ticket_category (key),
        channel text not null,
        inbox_id uuid constraint fk_ticket_inbox references inbox (id),
        contact_id uuid not null constraint fk_ticket_contact references contact (id),
        contact_name text not null,
        team_id uuid constraint fk_ticket_team references team (id) on delete set null,
        assignee_id uuid constraint fk_ticket_assignee references agent (id) on delete set null,
        language text,
        tags text[] not null,
        custom_fields jsonb not null,
        linked_ticket_id uuid,
        last_seq integer not null,
        preview text not null,
        last_direction text not null,
        version integer not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        last_message_at timestamptz not null,
        first_replied_at timestamptz,
        resolved_at timestamptz,
        due_at timestamptz
      )`);
    await runner.query('create index ix_ticket_recent on ticket (last_message_at desc, id desc)');
    await runner.query('create index ix_ticket_status_recent on ticket (status_category, last_message_at desc, id desc)');
    await runner.query(
      'create index ix_ticket_assignee_recent on ticket (assignee_id, last_message_at desc, id desc) where assignee_id is not null',
    );
    await runner.query('create index ix_ticket_team_recent on ticket (team_id, last_message_at desc, id desc)');
    await runner.query('create index ix_ticket_contact_recent on ticket (contact_id, last_message_at desc, id desc)');
    await runner.query('create index ix_ticket_inbox_recent on ticket (inbox_id, last_message_at desc, id desc)');
    await runner.query('create index ix_ticket_category_recent on ticket (category, last_message_at desc, id desc)');
    await runner.query('create index ix_ticket_created on ticket (created_at desc, id desc)');
    await runner.query('create index ix_ticket_due on ticket (due_at, id) where due_at is not null');
    await runner.query('create index ix_ticket_priority on ticket (priority desc, last_message_at desc, id desc)');
    await runner.query(`create index ix_ticket_tags on ticket using gin (tags) where tags <> '{}'`);
    await runner.query(`
      create table message (
        id uuid primary key,
        ticket_id uuid not null constraint fk_message_ticket references ticket (id),
        seq integer not null,
        direction text not null constraint ck_message_direction check (direction in ('inbound', 'outbound', 'internal')),
        kind text not null,
        channel text not null,
        inbox_id uuid,
        conversation_id uuid,
        conversation_seq bigint,
        author_type text not null,
        author_id uuid,
        author_name text not null,
        subject text,
        text text not null,
        full_text text,
        html text,
        external_id text,
        details jsonb not null,
        automatic boolean not null,
        delivery_state text not null,
        delivery_fault jsonb,
        created_at timestamptz not null,
        sent_at timestamptz not null,
        revised_at timestamptz,
        constraint uq_message_seq unique (ticket_id, seq)
      )`);
    await runner.query(
      'create unique index uq_message_conversation_seq on message (conversation_id, conversation_seq) where conversation_id is not null',
    );
    await runner.query(`
      create table attachment (
        id uuid primary key,
        message_id uuid constraint fk_attachment_message references message (id),
        ticket_id uuid,
        inbox_id uuid,
        uploaded_by uuid,
        position integer not null,
        filename text not null,
        content_type text not null,
        bytes bigint not null,
        sha256 text,
        content_id text,
        storage_key text,
        state text not null constraint ck_attachment_state check (state in ('pending', 'stored', 'failed')),
        media jsonb,
        fault text,
        created_at timestamptz not null
      )`);
    await runner.query('create index ix_attachment_message on attachment (message_id, position)');
    await runner.query(`
      create table ticket_event (
        id uuid primary key,
        ticket_id uuid not null constraint fk_ticket_event_ticket references ticket (id),
        name text not null,
        actor_type text not null,
        actor_id uuid,
        actor_name text not null,
        data jsonb not null,
        at timestamptz not null
      )`);
    await runner.query('create index ix_ticket_event_ticket on ticket_event (ticket_id, id)');
    await runner.query(`
      create table delivery (
        id uuid primary key,
        message_id uuid not null constraint uq_delivery_message unique constraint fk_delivery_message references message (id),
        ticket_id uuid not null,
        inbox_id uuid not null,
        conversation_id uuid not null,
        recipient jsonb not null,
        cc text[] not null,
        state text not null,
        attempts integer not null,
        external_ids text[] not null,
        fault jsonb,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`);
    await runner.query(`create index ix_delivery_waiting on delivery (conversation_id, id) where state in ('queued', 'sending')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table delivery, ticket_event, attachment, message, ticket, ticket_category, ticket_status');
    await runner.query('drop sequence ticket_number');
  }
}
