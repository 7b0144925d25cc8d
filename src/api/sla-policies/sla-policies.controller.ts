import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import type { SlaPolicyId } from '../../kernel/id.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import type { Tx } from '../../kernel/tx.js';
import { PolicyRepository, type PolicyRow, SlaBook } from '../../sla/settings.js';
import { TicketFields } from '../../tickets/settings.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { PolicyReferences } from './policy-references.js';
import { SlaPolicyAnswer, SlaPolicyChange, SlaPolicyInput } from './sla-policies.dto.js';
import { policyAnswer, policyFrom } from './sla-policies.mapper.js';
import { WhatIfAnswer, WhatIfInput } from './what-if.dto.js';
import { WhatIf } from './what-if.js';

const POLICIES_MAX = 200;

@ApiTags('sla-policies')
@Controller('api/v1/sla-policies')
export class SlaPoliciesController {
  constructor(
    private readonly policies: PolicyRepository,
    private readonly references: PolicyReferences,
    private readonly book: SlaBook,
    private readonly fields: TicketFields,
    private readonly writes: Writes,
    private readonly whatIf: WhatIf,
  ) {}

  /** In the order in which they are asked. */
  @Get()
  @Allow('sla:read')
  @ApiPage(SlaPolicyAnswer)
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<SlaPolicyAnswer>> {
    const [position, id] = cursor === undefined ? [] : decodeCursor('sla-policies', cursor, 2);
    const rows = await this.policies.page(id === undefined ? null : { position: Number(position), id: String(id) }, limit + 1);
    return pageOf(rows, { limit, sort: 'sla-policies', keysOf: (r) => [r.position, r.id], map: policyAnswer });
  }

  @Get(':id')
  @Allow('sla:read')
  @ApiOkResponse({ type: SlaPolicyAnswer })
  async get(@Param('id', IdPipe) id: string): Promise<SlaPolicyAnswer> {
    const row = await this.policies.find(id as SlaPolicyId);
    if (row === null) throw notFound('sla-policy');
    return policyAnswer(row);
  }

  /** New tickets come under it at once, running clocks within seconds; a ticket without clocks begins them with what happens next. */
  @Post()
  @Allow('sla:write')
  @ApiCreatedResponse({ type: SlaPolicyAnswer })
  async create(@Me() me: Actor, @Body() input: SlaPolicyInput, @Req() request: KnownRequest): Promise<SlaPolicyAnswer> {
    await this.references.check(input);
    const { id } = await this.writes.run(request, me, async (tx) => {
      const policy = policyFrom(input, null, await this.fields.catalogue(tx));
      if ((await this.policies.lockAll(tx)).length >= POLICIES_MAX)
        throw new DomainError('unprocessable', 'sla-policy.too-many', `There are ${POLICIES_MAX} policies already.`);
      const policyId = await this.policies.insert(tx, policy);
      if (policyId === null) throw nameTaken();
      await this.placed(tx, policyId, input.position);
      return { id: policyId };
    });
    this.book.forget();
    return this.get(id);
  }

  /** Running clocks take up the change within seconds; `enabled: false` lets them end. Breaches stay what they are. */
  @Patch(':id')
  @Allow('sla:write')
  @ApiOkResponse({ type: SlaPolicyAnswer })
  async change(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() change: SlaPolicyChange,
    @Req() request: KnownRequest,
  ): Promise<SlaPolicyAnswer> {
    await this.references.check(change);
    await this.writes.run(request, me, async (tx) => {
      const before = (await this.policies.lockAll(tx)).find((policy) => policy.id === id);
      if (before === undefined) throw notFound('sla-policy');
      await this.update(tx, before, change);
      return null;
    });
    this.book.forget();
    return this.get(id);
  }

  /** What the tickets of the last days would have come to under other policies and calendars. Changes nothing. */
  @Post('what-if')
  @HttpCode(200)
  @Allow('sla:what-if')
  @ApiOkResponse({ type: WhatIfAnswer })
  ask(@Me() me: Actor, @Body() input: WhatIfInput): Promise<WhatIfAnswer> {
    return this.whatIf.ask(me, input);
  }

  private async update(tx: Tx, before: PolicyRow, change: SlaPolicyChange): Promise<void> {
    if (change.version !== undefined && change.version !== before.version) {
      throw new DomainError('conflict', 'sla-policy.version-conflict', 'Somebody else changed this policy; load it again.', {
        version: before.version,
      });
    }
    const policy = policyFrom(change, before, await this.fields.catalogue(tx));
    if (!(await this.policies.update(tx, before.id, policy))) throw nameTaken();
    await this.placed(tx, before.id, change.position);
  }

  private async placed(tx: Tx, id: SlaPolicyId, position: number | undefined): Promise<void> {
    if (position !== undefined) await this.policies.move(tx, id, position);
    tx.emit({ name: 'sla.changed', data: { what: 'policy', id } });
  }
}

function nameTaken(): DomainError {
  return new DomainError('conflict', 'sla-policy.name-taken', 'A policy with this name exists already.');
}
