import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { conflictsOf } from '../../contacts/settings.js';
import { MergeContacts, UnmergeContact } from '../../desk/index.js';
import type { Actor } from '../../kernel/actor.js';
import { notFound } from '../../kernel/domain-error.js';
import type { ContactId } from '../../kernel/id.js';
import { ContactMergePreviewView, type MergeSide } from '../../views/contact-merge-preview.js';
import { Allow, type KnownRequest, Me, Restricted } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { ContactMergeInput, MergePreviewAnswer, MergePreviewQuery, type MergeSideAnswer } from './contact-merges.dto.js';

@ApiTags('contacts')
@Controller('api/v1/contacts/:id')
export class ContactMergesController {
  constructor(
    private readonly preview: ContactMergePreviewView,
    private readonly merging: MergeContacts,
    private readonly unmerging: UnmergeContact,
    private readonly writes: Writes,
  ) {}

  @Get('merge-preview')
  @Allow('contact:merge')
  @Restricted()
  @ApiOkResponse({ type: MergePreviewAnswer })
  async look(@Me() me: Actor, @Param('id', IdPipe) id: string, @Query() { intoId }: MergePreviewQuery): Promise<MergePreviewAnswer> {
    const { going, staying } = await this.preview.sides(me, id, intoId);
    if (going === null || staying === null) throw notFound('contact');
    const conflicts = conflictsOf(going, staying).map((c) => ({ ...c }));
    return { going: sideAnswer(going), staying: sideAnswer(staying), conflicts };
  }

  @Post('merge')
  @HttpCode(204)
  @Allow('contact:merge')
  @ApiNoContentResponse()
  async merge(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { intoId, take }: ContactMergeInput,
    @Req() request: KnownRequest,
  ): Promise<void> {
    await this.writes.run(request, me, async (tx) => {
      await this.merging.execute(tx, { contactId: id as ContactId, intoId: intoId as ContactId, take: take ?? [] });
      return null;
    });
  }

  @Post('unmerge')
  @HttpCode(204)
  @Allow('contact:merge')
  @ApiNoContentResponse()
  async unmerge(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<void> {
    await this.writes.run(request, me, async (tx) => {
      await this.unmerging.execute(tx, { contactId: id as ContactId });
      return null;
    });
  }
}

function sideAnswer({ id, name, language, tier, identities, tickets, openTickets }: MergeSide): MergeSideAnswer {
  return { id, name, language, tier, identities: identities.map((i) => ({ ...i })), tickets, openTickets };
}
