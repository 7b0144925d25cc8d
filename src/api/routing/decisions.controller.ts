import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ExplainWaiting } from '../../desk/index.js';
import type { Actor } from '../../kernel/actor.js';
import type { DeskLanguage } from '../../kernel/desk-language.js';
import { notFound } from '../../kernel/domain-error.js';
import type { TeamId, TicketId } from '../../kernel/id.js';
import { decodeCursor, pageOf } from '../../kernel/page.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type Decision, sentenceFor, waitingSentence } from '../../routing/settings.js';
import { type RoutedTicketRow, type RoutingDecisionRow, RoutingDecisionsView } from '../../views/routing-decisions.js';
import { Allow, Me } from '../guard/allow.js';
import { IdPipe } from '../shared/id.pipe.js';
import { Language } from '../shared/language.js';
import { PageQuery } from '../shared/page.dto.js';

const KINDS = ['routed', 'assigned', 'by-hand', 'released', 'overflowed'] as const;

export class DecisionAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty({ enum: KINDS })
  kind: string;

  @ApiProperty({ description: 'The decision in words.' })
  sentence: string;

  @ApiProperty({
    type: Object,
    description:
      'What was looked at: rules with why they did not match; up to 50 candidates with their verdicts, and counts of all of them.',
  })
  reasons: Record<string, unknown>;

  @ApiProperty({ format: 'date-time' })
  at: string;
}

export class WaitingAnswer {
  @ApiProperty({ description: 'Why it is not given to anybody at this moment.' })
  sentence: string;

  @ApiProperty({ type: Object })
  reasons: object;
}

export class DecisionsAnswer {
  @ApiProperty({ type: [DecisionAnswer], description: 'Newest first.' })
  items: DecisionAnswer[];

  @ApiProperty({ nullable: true, type: String })
  nextCursor: string | null;

  @ApiProperty({ nullable: true, type: WaitingAnswer, description: 'For a ticket that waits in a team that hands out its tickets.' })
  waiting: WaitingAnswer | null;
}

/** Why a ticket is where it is. Sentences in the language of `accept-language`: en, id or zh. */
@ApiTags('routing')
@Controller('api/v1/tickets')
export class DecisionsController {
  constructor(
    private readonly decisions: RoutingDecisionsView,
    private readonly explain: ExplainWaiting,
    private readonly uow: UnitOfWork,
  ) {}

  @Get(':id/routing')
  @Allow('ticket:read')
  @ApiOkResponse({ type: DecisionsAnswer })
  async list(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { limit, cursor }: PageQuery,
    @Language() language: DeskLanguage,
  ): Promise<DecisionsAnswer> {
    const [after] = cursor === undefined ? [null] : decodeCursor('decisions', cursor, 1);
    const ticket = await this.decisions.ticket(id);
    if (ticket === null) throw notFound('ticket');
    const rows = await this.decisions.page(id, after === null ? null : String(after), limit + 1);
    const { items, nextCursor } = pageOf(rows, {
      limit,
      sort: 'decisions',
      keysOf: (r) => [r.id],
      map: (row) => decisionAnswer(row, language),
    });
    return { items: [...items], nextCursor, waiting: await this.waiting(me, { id, ticket, language }) };
  }

  private async waiting(me: Actor, { id, ticket, language }: Asked): Promise<WaitingAnswer | null> {
    const { waits, teamId, teamName } = ticket;
    if (!waits || teamId === null) return null;
    const found = await this.uow.run(me, (tx) => this.explain.execute(tx, { ticketId: id as TicketId, teamId: teamId as TeamId }));
    return found === null ? null : { sentence: waitingSentence(teamName ?? teamId, found, language), reasons: found };
  }
}

interface Asked {
  readonly id: string;
  readonly ticket: RoutedTicketRow;
  readonly language: DeskLanguage;
}

function decisionAnswer({ id, kind, reasons, at }: RoutingDecisionRow, language: DeskLanguage): DecisionAnswer {
  // Written by the desk as one of the kinds; see routing/domain/decision.ts.
  const sentence = sentenceFor({ kind, reasons } as unknown as Decision, language);
  return { id, kind, sentence, reasons: { ...reasons }, at: at.toISOString() };
}
