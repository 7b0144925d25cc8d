import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { instantFromText } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Page } from '../../kernel/page.js';
import { AuditListView, type AuditRow } from '../../views/audit-list.js';
import { Allow, Restricted } from '../guard/allow.js';
import { ApiPage } from '../shared/paged.js';
import { AuditAnswer, AuditQuery } from './audit.dto.js';

/** Who did and read what, newest first. Looking is written down too. */
@ApiTags('audit')
@Controller('api/v1/audit')
export class AuditController {
  constructor(private readonly view: AuditListView) {}

  @Get()
  @Allow('audit:read')
  @Restricted()
  @ApiPage(AuditAnswer)
  async list(@Query() { limit, cursor, from, to, ...filters }: AuditQuery): Promise<Page<AuditAnswer>> {
    const { items, nextCursor } = await this.view.page(
      { ...filters, ...instant('from', from), ...instant('to', to) },
      limit,
      cursor ?? null,
    );
    return { items: items.map(auditAnswer), nextCursor };
  }
}

function instant(field: 'from' | 'to', text: string | undefined): { readonly [Field in 'from' | 'to']?: string } {
  if (text === undefined) return {};
  const at = instantFromText(text);
  if (at === null)
    throw new DomainError('invalid', 'request.invalid', `Wrong: ${field}`, { errors: [{ field, problem: 'no such instant' }] });
  return { [field]: at.toISOString() };
}

function auditAnswer({ at, seq, detail, sortAt: _sortAt, ...row }: AuditRow): AuditAnswer {
  return { ...row, at: at.toISOString(), detail: { ...detail }, seq: seq === null ? null : Number(seq) };
}
