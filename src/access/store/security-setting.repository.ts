import { Injectable } from '@nestjs/common';
import type { Role } from '../../kernel/actor.js';
import type { Tx } from '../../kernel/tx.js';
import { sql } from '../../platform/database/manager-of.js';
import { Statements } from '../../platform/database/statements.js';

export interface SecuritySettings {
  /** Who has one of these roles and logs in by password needs a second factor. */
  readonly twoFactorRoles: readonly Role[];
  readonly version: number;
}

const FIND = 'select two_factor_roles as "twoFactorRoles", version from security_setting';
const LOCK = `${FIND} for update`;
const SET = 'update security_setting set two_factor_roles = $1, updated_at = $2, version = version + 1';

@Injectable()
export class SecuritySettingRepository {
  constructor(private readonly statements: Statements) {}

  async find(): Promise<SecuritySettings> {
    return only(await this.statements.rows<SecuritySettings>(FIND, []));
  }

  async lock(tx: Tx): Promise<SecuritySettings> {
    return only(await sql<SecuritySettings>(tx, LOCK, []));
  }

  async set(tx: Tx, { twoFactorRoles }: Pick<SecuritySettings, 'twoFactorRoles'>): Promise<void> {
    await sql(tx, SET, [twoFactorRoles, tx.now]);
  }
}

function only([row]: readonly SecuritySettings[]): SecuritySettings {
  if (row === undefined) throw new Error('the row of security_setting is missing');
  return row;
}
