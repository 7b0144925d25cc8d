import { Injectable } from '@nestjs/common';
import type { InboxId } from '../../kernel/id.js';
import type { Tx } from '../../kernel/tx.js';
import { Vault } from '../../platform/crypto/vault.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';
import type { InboxHealth, InboxLifecycle, InboxRecord } from '../inbox-record.js';

type InboxRow = Omit<InboxRecord, 'secrets'> & { readonly secrets: Buffer };

const COLUMNS = `id, name, channel, provider, settings, secrets, team_id as "teamId", language, calendar_id as "calendarId", enabled, health,
  reopen_days as "reopenDays", auto_close_days as "autoCloseDays", auto_close_notice_days as "autoCloseNoticeDays", auto_close_notice as "autoCloseNotice",
  created_at as "createdAt", updated_at as "updatedAt", version`;

const FIND = `select ${COLUMNS} from inbox where id = $1`;
const ALL = `select ${COLUMNS} from inbox where enabled order by created_at limit 1000`;
const LOCK = `select ${COLUMNS} from inbox where id = $1 for update`;

const INSERT = `
  insert into inbox (id, name, channel, provider, settings, secrets, team_id, language, calendar_id, enabled, created_at, updated_at, version, reopen_days,
    auto_close_days, auto_close_notice_days, auto_close_notice)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, 1, $12, $13, $14, $15)`;

const UPDATE = `
  update inbox set name = $2, settings = $3, secrets = $4, team_id = $5, language = $6, calendar_id = $7, enabled = $8, updated_at = $9,
    reopen_days = $10, auto_close_days = $11, auto_close_notice_days = $12, auto_close_notice = $13, version = version + 1
  where id = $1`;

const SET_HEALTH = 'update inbox set health = $2 where id = $1';

@Injectable()
export class InboxRepository {
  constructor(
    private readonly statements: Statements,
    private readonly vault: Vault,
  ) {}

  async find(id: InboxId): Promise<InboxRecord | null> {
    const [row] = await this.statements.rows<InboxRow>(FIND, [id]);
    return row === undefined ? null : this.opened(row);
  }

  async enabled(): Promise<readonly InboxRecord[]> {
    const rows = await this.statements.rows<InboxRow>(ALL, []);
    return rows.map((row) => this.opened(row));
  }

  async lock(tx: Tx, id: InboxId): Promise<InboxRecord | null> {
    const [row] = await sql<InboxRow>(tx, LOCK, [id]);
    return row === undefined ? null : this.opened(row);
  }

  async insert(tx: Tx, i: InboxRecord): Promise<void> {
    const values = [
      i.id,
      i.name,
      i.channel,
      i.provider,
      JSON.stringify(i.settings),
      this.sealed(i),
      i.teamId,
      i.language,
      i.calendarId,
      i.enabled,
      tx.now,
      ...lifecycleValues(i),
    ];
    await sql(tx, INSERT, values);
  }

  async update(tx: Tx, i: InboxRecord): Promise<void> {
    await sql(tx, UPDATE, [
      i.id,
      i.name,
      JSON.stringify(i.settings),
      this.sealed(i),
      i.teamId,
      i.language,
      i.calendarId,
      i.enabled,
      tx.now,
      ...lifecycleValues(i),
    ]);
  }

  async setHealth(tx: Tx, id: InboxId, health: InboxHealth): Promise<void> {
    await sql(tx, SET_HEALTH, [id, JSON.stringify(health)]);
  }

  // Bound to the inbox's id: secrets copied to another row do not open there.
  private sealed(inbox: InboxRecord): Buffer {
    return this.vault.seal('inbox-secrets', inbox.id, Buffer.from(JSON.stringify(inbox.secrets)));
  }

  private opened(row: InboxRow): InboxRecord {
    return { ...row, secrets: JSON.parse(this.vault.open('inbox-secrets', row.id, row.secrets).toString()) as Record<string, unknown> };
  }
}

function lifecycleValues({ reopenDays, autoCloseDays, autoCloseNoticeDays, autoCloseNotice }: InboxLifecycle): readonly unknown[] {
  return [reopenDays, autoCloseDays, autoCloseNoticeDays, JSON.stringify(autoCloseNotice)];
}
