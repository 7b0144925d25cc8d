import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { MacroRepository, type MacroRow, planActions } from '../../automation/settings.js';
import { ApplyMacro, planningFor } from '../../desk/index.js';
import type { Actor } from '../../kernel/actor.js';
import { notFound } from '../../kernel/domain-error.js';
import type { MacroId, TicketId } from '../../kernel/id.js';
import { AutomationSubjectView } from '../../views/automation-subject.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { ReplyWay } from '../messages/reply-way.js';
import { agentOf } from '../shared/agent-of.js';
import { IdPipe } from '../shared/id.pipe.js';
import { AppliedMacroAnswer, ApplyMacroInput } from './macros.dto.js';
import { appliedAnswer } from './macros.mapper.js';
import { Scopes } from './scopes.js';

@ApiTags('macros')
@Controller('api/v1/tickets/:id/macros')
export class ApplyMacroController {
  constructor(
    private readonly macros: MacroRepository,
    private readonly scopes: Scopes,
    private readonly subjects: AutomationSubjectView,
    private readonly verb: ApplyMacro,
    private readonly way: ReplyWay,
    private readonly writes: Writes,
  ) {}

  @Post(':macroId/apply')
  @HttpCode(200)
  @Allow('ticket:write')
  @ApiOkResponse({ type: AppliedMacroAnswer })
  async apply(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Param('macroId', IdPipe) macroId: string,
    @Body() input: ApplyMacroInput,
    @Req() request: KnownRequest,
  ): Promise<AppliedMacroAnswer> {
    const macro = await this.macros.find(this.scopes.looking(me), macroId as MacroId);
    if (macro === null) throw notFound('macro');
    if (input.preview === true) return this.preview(me, id, { macro, language: input.language ?? null });
    const replies = macro.actions.some((action) => action.type === 'reply');
    const found = replies ? await this.way.find(id as TicketId, {}) : null;
    const { plan, messageId } = await this.writes.run(request, me, async (tx) => ({
      ...(await this.verb.execute(tx, {
        ticketId: id as TicketId,
        macro,
        version: input.version ?? null,
        language: input.language ?? null,
        way: found === null ? null : { inbox: found.inbox, html: found.showsHtml },
        undoSeconds: input.undoSeconds ?? 0,
        ...(input.afterSeq === undefined ? {} : { afterSeq: input.afterSeq }),
      })),
    }));
    return appliedAnswer(plan, { applied: true, messageId });
  }

  private async preview(
    me: Actor,
    ticketId: string,
    { macro, language }: { readonly macro: MacroRow; readonly language: string | null },
  ): Promise<AppliedMacroAnswer> {
    const subject = await this.subjects.find(ticketId, null);
    if (subject === null) throw notFound('ticket');
    const planning = planningFor(subject.ticket, { id: agentOf(me), name: me.name });
    const plan = planActions(macro.actions, { ...planning, language: language ?? planning.language });
    return appliedAnswer(plan, { applied: false, messageId: null });
  }
}
