import { Injectable } from '@nestjs/common';
import { isUuid, type TicketId } from '../kernel/id.js';
import { Log } from '../platform/logging/log.js';
import type { AgentSocket } from './agent-socket.js';
import { AttendanceFeed } from './attendance-feed.js';
import { Audience } from './audience.js';
import type { Attention, Known } from './frames.js';
import { TicketFeed } from './ticket-feed.js';
import { changedFrame } from './ticket-frames.js';

const SHOWN_MAX = 200;
const WATCHED_MAX = 20;

type Answer = Readonly<Record<string, unknown>> & { readonly ok: boolean };

const MALFORMED: Answer = { ok: false, code: 'realtime.malformed' };
const OK: Answer = { ok: true };

/** What clients say. They name tickets, never rooms: whether they hear of one is decided by what they may see. */
@Injectable()
export class ClientFrames {
  constructor(
    private readonly audience: Audience,
    private readonly feed: TicketFeed,
    private readonly attendance: AttendanceFeed,
    private readonly log: Log,
  ) {}

  attach(agent: AgentSocket): void {
    agent.socket.use((packet: readonly unknown[], next) => {
      if (!agent.isTooFast()) return next();
      replyTo(packet.at(-1))({ ok: false, code: 'realtime.too-fast' });
    });
    const on = (name: string, work: (frame: Readonly<Record<string, unknown>>) => Promise<Answer>) =>
      agent.socket.on(name, ((frame: unknown, ack: unknown) => void this.answer(ack, () => work(objectOf(frame)))) as never);
    on('show', (frame) => this.show(agent, frame));
    on('watch', (frame) => this.watch(agent, frame));
    on('unwatch', (frame) => this.unwatch(agent, frame));
    on('attend', (frame) => this.attend(agent, frame));
  }

  private async answer(ack: unknown, work: () => Promise<Answer>): Promise<void> {
    const reply = replyTo(ack);
    try {
      reply(await work());
    } catch (error) {
      this.log.warn({ event: 'realtime.frame-failed', error });
      reply({ ok: false, code: 'realtime.unavailable' });
    }
  }

  private async show(agent: AgentSocket, { tickets }: Readonly<Record<string, unknown>>): Promise<Answer> {
    const known = Array.isArray(tickets) && tickets.length <= SHOWN_MAX ? tickets.map(knownOf) : [null];
    const stands = new Map(known.flatMap((one) => (one === null ? [] : [[one.ticketId as TicketId, one]])));
    if (known.includes(null)) return MALFORMED;
    // First listen, then read: a change in between is told, not missed.
    const ids = [...stands.keys()];
    this.audience.show(agent, ids);
    const rows = await this.feed.read(agent, ids);
    const seen = new Set(rows.map(({ id }) => id));
    const changed = rows.filter(({ id, version, seq }) => stands.get(id)?.version !== version || stands.get(id)?.seq !== seq);
    return { ok: true, changed: changed.map(changedFrame), gone: ids.filter((id) => !seen.has(id)) };
  }

  private async watch(agent: AgentSocket, frame: Readonly<Record<string, unknown>>): Promise<Answer> {
    const ticketId = ticketIdOf(frame);
    if (ticketId === null) return MALFORMED;
    if (!agent.watched.has(ticketId) && agent.watched.size >= WATCHED_MAX) return { ok: false, code: 'realtime.too-many-tickets' };
    this.audience.watch(agent, ticketId);
    const [row] = await this.feed.read(agent, [ticketId]);
    // The same answer for one that does not exist: ids cannot be tried out.
    if (row === undefined) return { ok: false, code: 'realtime.no-such-ticket' };
    return { ok: true, ...changedFrame(row), agents: this.attendance.at(ticketId) };
  }

  private async unwatch(agent: AgentSocket, frame: Readonly<Record<string, unknown>>): Promise<Answer> {
    const ticketId = ticketIdOf(frame);
    if (ticketId === null) return MALFORMED;
    this.attendance.say(agent, ticketId, null);
    this.audience.unwatch(agent, ticketId);
    return OK;
  }

  private async attend(agent: AgentSocket, frame: Readonly<Record<string, unknown>>): Promise<Answer> {
    const ticketId = ticketIdOf(frame);
    const { attention } = frame;
    if (ticketId === null || !isAttention(attention)) return MALFORMED;
    if (!agent.watched.has(ticketId) || !this.feed.maySee(agent, ticketId)) return { ok: false, code: 'realtime.not-watched' };
    this.attendance.say(agent, ticketId, attention);
    return OK;
  }
}

/** A client that asked for no answer gets none. */
function replyTo(ack: unknown): (answer: Answer) => void {
  return typeof ack === 'function' ? (ack as (answer: Answer) => void) : () => undefined;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
}

function ticketIdOf({ ticketId }: Readonly<Record<string, unknown>>): TicketId | null {
  return typeof ticketId === 'string' && isUuid(ticketId) ? (ticketId.toLowerCase() as TicketId) : null;
}

function knownOf(value: unknown): Known | null {
  const frame = objectOf(value);
  const ticketId = ticketIdOf(frame);
  const { version, seq } = frame;
  return ticketId !== null && typeof version === 'number' && typeof seq === 'number' ? { ticketId, version, seq } : null;
}

function isAttention(value: unknown): value is Attention | null {
  return value === null || value === 'viewing' || value === 'replying' || value === 'noting';
}
