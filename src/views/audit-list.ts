import { Injectable } from '@nestjs/common';
import { decodeCursor, type Page, pageOf } from '../kernel/page.js';
import { Statements } from '../platform/database/statements.js';

export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actorType: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly tokenId: string | null;
  readonly action: string;
  readonly resource: string;
  readonly resourceId: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly address: string;
  readonly requestId: string;
  readonly seq: string | null;
  readonly hash: string | null;
  readonly sortAt: string;
}

export type AuditFilter = 'actorId' | 'action' | 'resource' | 'resourceId' | 'from' | 'to';

const COLUMNS = `id, at, actor_type as "actorType", actor_id as "actorId", actor_name as "actorName", token_id as "tokenId", action, resource,
  resource_id as "resourceId", detail, address, request_id as "requestId", seq, encode(hash, 'hex') as hash, at::text as "sortAt"`;

/** Identifiers come from this map only. Indexes: ix_audit_event_actor, _action, _resource, _at; a resourceId is asked for with its resource. */
const CONDITIONS: Readonly<Record<AuditFilter, (n: number) => string>> = {
  actorId: (n) => `actor_id = $${n}`,
  action: (n) => `action = $${n}`,
  resource: (n) => `resource = $${n}`,
  resourceId: (n) => `resource_id = $${n}`,
  from: (n) => `at >= $${n}::timestamptz`,
  to: (n) => `at < $${n}::timestamptz`,
};

@Injectable()
export class AuditListView {
  constructor(private readonly statements: Statements) {}

  /** Newest first. @throws DomainError `page.bad-cursor` */
  async page(filters: Readonly<Partial<Record<AuditFilter, string>>>, limit: number, cursor: string | null): Promise<Page<AuditRow>> {
    const values: unknown[] = [];
    const where = ['true'];
    for (const [filter, condition] of Object.entries(CONDITIONS)) {
      const value = filters[filter as AuditFilter];
      if (value !== undefined) where.push(condition(values.push(value)));
    }
    if (cursor !== null) {
      where.push(`(at, id) < ($${values.length + 1}::timestamptz, $${values.length + 2}::uuid)`);
      values.push(...decodeCursor('audit', cursor, 2));
    }
    const last = values.push(limit + 1);
    const text = `select ${COLUMNS} from audit_event where ${where.join(' and ')} order by at desc, id desc limit $${last}`;
    const rows = await this.statements.adHoc<AuditRow>(text, values);
    return pageOf(rows, { limit, sort: 'audit', keysOf: (r) => [r.sortAt, r.id], map: (r) => r });
  }
}
