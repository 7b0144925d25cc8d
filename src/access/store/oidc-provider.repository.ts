import { Injectable } from '@nestjs/common';
import type { Role } from '../../kernel/actor.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';

export interface OidcProvider {
  readonly id: string;
  readonly label: string;
  /** As the provider writes it: compared letter by letter. */
  readonly issuer: string;
  readonly clientId: string;
  /** Sealed. */
  readonly clientSecret: Buffer;
  /** Empty: nobody asks. */
  readonly allowedDomains: readonly string[];
  readonly defaultRole: Exclude<Role, 'admin'> | null;
  readonly enabled: boolean;
  readonly version: number;
}

const COLUMNS = `id, label, issuer, client_id as "clientId", client_secret as "clientSecret", allowed_domains as "allowedDomains",
  default_role as "defaultRole", enabled, version`;
const FIND = `select ${COLUMNS} from oidc_provider where id = $1`;
const LOCK = `${FIND} for update`;
// Index: uq_oidc_provider_label.
const PAGE = `select ${COLUMNS} from oidc_provider where ($1::text is null or label > $1) order by label limit $2`;
const INSERT = `
  insert into oidc_provider (id, label, issuer, client_id, client_secret, allowed_domains, default_role, enabled, created_at, updated_at, version)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, 1)`;
const UPDATE = `
  update oidc_provider set label = $2, issuer = $3, client_id = $4, client_secret = $5, allowed_domains = $6, default_role = $7, enabled = $8,
    updated_at = $9, version = version + 1
  where id = $1`;
const REMOVE = 'delete from oidc_provider where id = $1 returning id';

@Injectable()
export class OidcProviderRepository {
  constructor(private readonly statements: Statements) {}

  async find(id: string): Promise<OidcProvider | null> {
    const [row] = await this.statements.rows<OidcProvider>(FIND, [id]);
    return row ?? null;
  }

  page(afterLabel: string | null, limit: number): Promise<OidcProvider[]> {
    return this.statements.rows<OidcProvider>(PAGE, [afterLabel, limit]);
  }

  async lock(tx: Tx, id: string): Promise<OidcProvider | null> {
    const [row] = await sql<OidcProvider>(tx, LOCK, [id]);
    return row ?? null;
  }

  async insert(tx: Tx, provider: OidcProvider): Promise<void> {
    await sql(tx, INSERT, [...valuesOf(provider), tx.now]);
  }

  async update(tx: Tx, provider: OidcProvider): Promise<void> {
    await sql(tx, UPDATE, [...valuesOf(provider), tx.now]);
  }

  async remove(tx: Tx, id: string): Promise<boolean> {
    return (await sql(tx, REMOVE, [id])).length > 0;
  }
}

function valuesOf(p: OidcProvider): readonly unknown[] {
  return [p.id, p.label, p.issuer, p.clientId, p.clientSecret, p.allowedDomains, p.defaultRole, p.enabled];
}
