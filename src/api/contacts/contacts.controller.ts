import { Body, Controller, Get, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { normaliseIdentity } from '../../contacts/settings.js';
import { ChangeContact, CreateContact } from '../../desk/index.js';
import type { Actor } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import type { ContactId } from '../../kernel/id.js';
import type { Page } from '../../kernel/page.js';
import { ContactListView, type ContactRow } from '../../views/contact-list.js';
import { TicketListView } from '../../views/ticket-list.js';
import { Allow, type KnownRequest, Me, Restricted } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { IdentityCheck } from '../shared/identity-check.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { ListedTicketAnswer } from '../tickets/listed-ticket.dto.js';
import { ticketRowAnswer } from '../tickets/tickets.mapper.js';
import { ContactAnswer, ContactChange, ContactInput, ContactsQuery } from './contacts.dto.js';

@ApiTags('contacts')
@Controller('api/v1/contacts')
export class ContactsController {
  constructor(
    private readonly view: ContactListView,
    private readonly tickets: TicketListView,
    private readonly create: CreateContact,
    private readonly change: ChangeContact,
    private readonly identities: IdentityCheck,
    private readonly writes: Writes,
  ) {}

  @Get()
  @Allow('contact:read')
  @Restricted()
  @ApiPage(ContactAnswer)
  async list(@Query() { limit, cursor, kind, value }: ContactsQuery): Promise<Page<ContactAnswer>> {
    if ((kind === undefined) !== (value === undefined))
      throw new DomainError('invalid', 'contact.half-identity', '`kind` and `value` go together.');
    if (kind !== undefined && value !== undefined) {
      const rows = await this.view.byIdentity(kind, normaliseIdentity({ kind, scope: '', value }).value);
      return { items: rows.map(contactAnswer), nextCursor: null };
    }
    const { items, nextCursor } = await this.view.page(limit, cursor ?? null);
    return { items: items.map(contactAnswer), nextCursor };
  }

  @Get(':id')
  @Allow('contact:read')
  @Restricted()
  @ApiOkResponse({ type: ContactAnswer })
  async get(@Param('id', IdPipe) id: string): Promise<ContactAnswer> {
    const row = await this.view.find(id);
    if (row === null) throw notFound('contact');
    return contactAnswer(row);
  }

  @Get(':id/tickets')
  @Allow('ticket:read')
  @ApiPage(ListedTicketAnswer)
  async ticketsOf(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<ListedTicketAnswer>> {
    const { items, nextCursor } = await this.tickets.page({
      actor: me,
      filters: { contactId: id },
      sort: 'lastMessageAt',
      limit,
      cursor: cursor ?? null,
    });
    if (items.length === 0 && (await this.view.find(id)) === null) throw notFound('contact');
    return { items: items.map(ticketRowAnswer), nextCursor };
  }

  @Post()
  @Allow('contact:write')
  @ApiCreatedResponse({ type: ContactAnswer })
  async add(@Me() me: Actor, @Body() input: ContactInput, @Req() request: KnownRequest): Promise<ContactAnswer> {
    const facts = { name: input.name, language: input.language ?? null, identities: input.identities ?? [] };
    this.identities.check(facts.identities, 'identities');
    const { id } = await this.writes.run(request, me, async (tx) => ({ id: await this.create.execute(tx, facts) }));
    return this.get(id);
  }

  @Patch(':id')
  @Allow('contact:write')
  @ApiOkResponse({ type: ContactAnswer })
  async update(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: ContactChange,
    @Req() request: KnownRequest,
  ): Promise<ContactAnswer> {
    const change = {
      contactId: id as ContactId,
      name: input.name ?? null,
      language: input.language ?? null,
      ...(input.tier === undefined ? {} : { tier: input.tier }),
      version: input.version ?? null,
    };
    await this.writes.run(request, me, async (tx) => {
      await this.change.execute(tx, change);
      return null;
    });
    return this.get(id);
  }
}

function contactAnswer({ createdAt, identities, ...row }: ContactRow): ContactAnswer {
  const { id, name, language, tier, isSpam, mergedIntoId, version } = row;
  const accounts = identities.map((i) => ({ ...i }));
  return { id, name, language, tier, isSpam, mergedIntoId, identities: accounts, createdAt: createdAt.toISOString(), version };
}
