import type { AgentId } from '../../kernel/id.js';
import { type Candidate, DEFAULT_UNITS, type Need, type Rota } from './candidate.js';
import { type Choice, choose, hasRoom } from './choose.js';

/** What a queue knows of a ticket that waits in it. */
export interface Queued extends Omit<Need, 'units'> {
  readonly channel: string;
}

export interface Match<Ticket extends Queued> {
  readonly ticket: Ticket;
  readonly agentId: AgentId;
  readonly units: number;
  readonly choice: Choice;
}

/** What decides whether anybody can take a ticket, whoever wrote it. */
export type Kind = Pick<Queued, 'channel' | 'language' | 'skills'>;

/** Tickets and agents being brought together, one after the other: each match counts for the next. */
export class Matching<Ticket extends Queued> {
  readonly matches: Match<Ticket>[] = [];
  /** What nobody could take: nobody becomes freer while tickets are given. */
  private readonly hopeless = new Map<string, Kind>();
  private rota: Rota;
  private readonly units: ReadonlyMap<string, number>;
  private readonly smallest: number;
  private readonly nowMs: number;

  constructor(
    rota: Rota,
    private members: readonly Candidate[],
    /** Units by channel. */
    { units, nowMs }: { readonly units: ReadonlyMap<string, number>; readonly nowMs: number },
  ) {
    this.rota = rota;
    this.units = units;
    this.nowMs = nowMs;
    this.smallest = Math.min(DEFAULT_UNITS, ...units.values());
  }

  /** Somebody could carry the lightest of all tickets. */
  isAnybodyFree(): boolean {
    return this.members.some((c) => this.isFree(c));
  }

  /** Something waits that nobody can take now. */
  isStuck(): boolean {
    return this.hopeless.size > 0 || !this.isAnybodyFree();
  }

  /** What those with room speak; null when it does not matter. */
  languages(): readonly string[] | null {
    const free = this.members.filter((c) => this.isFree(c));
    if (!this.rota.matchLanguage || free.some((c) => c.languages.length === 0)) return null;
    return [...new Set(free.flatMap((c) => c.languages.map((l) => (l.split('-', 1)[0] ?? '').toLowerCase())))];
  }

  /** Kinds of tickets that need not be looked at any more. */
  passedOver(): readonly Kind[] {
    return [...this.hopeless.values()];
  }

  /** Gives the ticket to somebody, or to nobody. */
  add(ticket: Ticket): void {
    const units = this.units.get(ticket.channel) ?? DEFAULT_UNITS;
    const { channel, language, skills } = ticket;
    const asked = JSON.stringify([channel, language, skills]);
    if (this.hopeless.has(asked)) return;
    const choice = choose(this.members, { ...ticket, units }, this.rota);
    const { chosen } = choice;
    if (chosen === null) {
      this.hopeless.set(asked, { channel, language, skills });
      return;
    }
    this.matches.push({ ticket, agentId: chosen.agentId, units, choice });
    this.rota = { ...this.rota, lastAgentId: chosen.agentId };
    // They are given work one after the other, so that a batch does not go to one agent as a whole.
    const after = { ...chosen, load: chosen.load + units, idleSinceMs: this.nowMs + this.matches.length };
    this.members = this.members.map((c) => (c === chosen ? after : c));
  }

  private isFree(candidate: Candidate): boolean {
    return candidate.status === 'online' && hasRoom(candidate, this.smallest);
  }
}
