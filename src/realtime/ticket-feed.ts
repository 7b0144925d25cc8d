import { Injectable } from '@nestjs/common';
import type { MessageId, TicketId } from '../kernel/id.js';
import type { Topic } from '../kernel/topic.js';
import { Log } from '../platform/logging/log.js';
import { type LiveMessageRow, type LiveStamp, type LiveTicketRow, LiveTicketsView } from '../views/live-tickets.js';
import type { AgentSocket } from './agent-socket.js';
import { Audience } from './audience.js';
import { Presence } from './presence.js';
import { changedFrame } from './ticket-frames.js';
import { type SeenTicket, TicketSight } from './ticket-sight.js';

/** Hints of this span are looked up together. */
const COALESCE_MS = 50;
const COUNTS_MS = 2_000;
/** Rows read by one statement. */
const CHUNK = 500;

interface Standing extends SeenTicket {
  readonly stamp: string;
}

/** Hints of what changed come in; each process looks it up once and tells those of its sockets that may know. */
@Injectable()
export class TicketFeed {
  private tickets = new Set<TicketId>();
  private messages = new Map<MessageId, TicketId>();
  private flushing: Promise<void> | null = null;
  private counting: NodeJS.Timeout | null = null;
  /** Of tickets on a screen: where they stood when they were last told of. */
  private readonly standings = new Map<TicketId, Standing>();

  constructor(
    private readonly audience: Audience,
    private readonly sight: TicketSight,
    private readonly view: LiveTicketsView,
    private readonly presence: Presence,
    private readonly log: Log,
  ) {}

  hear(topic: Topic | null): void {
    const heard = this.audience.size === 0 ? null : topic;
    switch (heard?.kind) {
      case undefined:
      case 'queue':
      case 'attend':
      case 'customer-typing':
        return;
      case 'ticket':
        return this.look(heard.ticketId);
      case 'message':
        if (this.audience.watching(heard.ticketId).length === 0) return;
        this.messages.set(heard.messageId, heard.ticketId);
        return this.soon();
      case 'notifications':
        for (const socket of this.audience.of(heard.agentId)) socket.send('notifications.changed');
    }
  }

  /** Everybody is to fetch what they show. */
  resyncAll(): void {
    for (const socket of this.audience.all()) this.resync(socket);
  }

  resync(socket: AgentSocket): void {
    socket.send('resync', { agentIds: this.presence.agentIds() });
  }

  /** The tickets among these that the socket may see. The others are taken off its screen. */
  async read(socket: AgentSocket, ids: readonly TicketId[]): Promise<readonly LiveTicketRow[]> {
    const rows = ids.length === 0 ? [] : await this.view.tickets(ids);
    for (const row of rows) this.note(row);
    const seen = rows.filter((row) => socket.sees(this.sight, row));
    const visible = new Set(seen.map(({ id }) => id));
    for (const id of ids) if (!visible.has(id)) this.audience.drop(socket, id);
    return seen;
  }

  /** The agent's rights have changed: what may not be seen any more goes. */
  async narrow(socket: AgentSocket): Promise<void> {
    const ids = [...new Set([...socket.shown, ...socket.watched])];
    const seen = new Set((await this.read(socket, ids)).map(({ id }) => id));
    for (const ticketId of ids) if (!seen.has(ticketId)) socket.send('ticket.gone', { ticketId });
  }

  /** May the socket know of a ticket on its screen, as far as was last read? */
  maySee(socket: AgentSocket, ticketId: TicketId): boolean {
    const standing = this.standings.get(ticketId);
    return standing !== undefined && socket.sees(this.sight, standing);
  }

  /** A hint can be lost with the process that owed it: whatever is on a screen and stands elsewhere is told again. */
  async lookAgain(): Promise<void> {
    const ids = this.audience.tickets();
    const shown = new Set(ids);
    for (const id of this.standings.keys()) if (!shown.has(id)) this.standings.delete(id);
    for (let at = 0; at < ids.length; at += CHUNK) {
      for (const row of await this.view.stamps(ids.slice(at, at + CHUNK)))
        if (this.standings.get(row.id)?.stamp !== stampOf(row)) this.look(row.id);
    }
  }

  /** Resolves when what was heard so far is told. */
  async settled(): Promise<void> {
    while (this.flushing !== null) await this.flushing;
  }

  private look(ticketId: TicketId): void {
    this.tickets.add(ticketId);
    this.soon();
  }

  private soon(): void {
    this.flushing ??= new Promise<void>((resolve) => setTimeout(resolve, COALESCE_MS))
      .then(() => this.flush())
      .catch((error: unknown) => {
        this.log.warn({ event: 'realtime.look-failed', error });
        this.resyncAll();
      })
      .finally(() => {
        this.flushing = null;
        if (this.tickets.size > 0 || this.messages.size > 0) this.soon();
      });
  }

  private async flush(): Promise<void> {
    const { tickets, messages } = this;
    this.tickets = new Set();
    this.messages = new Map();
    const ids = [...new Set([...tickets, ...messages.values()])];
    for (let at = 0; at < ids.length; at += CHUNK) {
      const chunk = ids.slice(at, at + CHUNK);
      const rows = new Map((await this.view.tickets(chunk)).map((row) => [row.id, row]));
      for (const id of chunk) this.tell(id, rows.get(id), tickets.has(id));
      const said = await this.said(messages, rows);
      for (const message of said) this.tellMessage(message, rows.get(message.ticketId));
    }
    if (tickets.size > 0) this.counting ??= setTimeout(() => this.tellCounts(), COUNTS_MS).unref();
  }

  private said(
    messages: ReadonlyMap<MessageId, TicketId>,
    rows: ReadonlyMap<TicketId, LiveTicketRow>,
  ): Promise<readonly LiveMessageRow[]> | readonly LiveMessageRow[] {
    const ids = [...messages].filter(([, ticketId]) => rows.has(ticketId)).map(([id]) => id);
    return ids.length === 0 ? [] : this.view.messages(ids);
  }

  /** @param hinted that it changed; else what is known of it tells */
  private tell(ticketId: TicketId, row: LiveTicketRow | undefined, hinted: boolean): void {
    const known = this.standings.get(ticketId);
    const changed = hinted || (row !== undefined && known !== undefined && known.stamp !== stampOf(row));
    if (row !== undefined && this.audience.showing(ticketId).length > 0) this.standings.set(ticketId, standingOf(row));
    const gone = this.audience.showing(ticketId).filter((socket) => row === undefined || !socket.sees(this.sight, row));
    for (const socket of gone) {
      this.audience.drop(socket, ticketId);
      socket.send('ticket.gone', { ticketId });
    }
    if (row === undefined || !changed) return;
    const frame = changedFrame(row);
    for (const socket of this.audience.concernedBy(row)) if (socket.sees(this.sight, row)) socket.send('ticket.changed', frame);
  }

  private tellMessage({ id: messageId, ticketId, seq }: LiveMessageRow, row: LiveTicketRow | undefined): void {
    if (row === undefined) return;
    for (const socket of this.audience.watching(ticketId))
      if (socket.sees(this.sight, row)) socket.send('message.changed', { ticketId, messageId, seq });
  }

  private tellCounts(): void {
    this.counting = null;
    for (const socket of this.audience.all()) socket.send('counts.changed');
  }

  /** Somebody read the ticket by itself. When it has moved on, the others who have it on their screens are told. */
  private note(row: LiveTicketRow): void {
    const known = this.standings.get(row.id);
    if (known !== undefined && known.stamp !== stampOf(row)) this.look(row.id);
    this.standings.set(row.id, standingOf(row));
  }
}

function standingOf(row: LiveTicketRow): Standing {
  return { stamp: stampOf(row), id: row.id, teamId: row.teamId, assigneeId: row.assigneeId, letInIds: row.letInIds };
}

function stampOf({ version, seq, updatedAt, letInIds }: LiveStamp): string {
  return `${version}:${seq}:${updatedAt.getTime()}:${letInIds.join()}`;
}
