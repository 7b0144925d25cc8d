import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/actor.js';
import type { MessageId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { TICKETS_TOPIC } from '../platform/hints/hint-bus.js';
import { PostgresHints } from '../platform/hints/postgres-hints.js';
import { Log } from '../platform/logging/log.js';
import { indexed } from './domain/document.js';
import { Slices } from './domain/slices.js';
import { ATTACHMENT_FACET, channelFacet, sliceFacet } from './facets.js';
import { SearchRepository } from './store/search.repository.js';
import { type NewDocument, SearchIndexRepository, type Unindexed } from './store/search-index.repository.js';

/** So many messages a transaction; tokenising them holds the event loop for some milliseconds. */
const BATCH = 100;
/** After a hint: what arrives meanwhile goes along. */
const COALESCE_MS = 250;
/** Hints may be lost; notes are not. */
const POLL_MS = 2_000;
const KNOWN_LEXEMES_MAX = 50_000;
const actor = systemActor('search');

/**
 * Makes messages findable within about a second. Intake leaves a note (a trigger; see the migration), here notes are taken
 * in batches, the newest first: no message costs a job. Notes are rows, so nothing is forgotten when a process dies.
 */
@Injectable()
export class SearchIndexing {
  private readonly knownLexemes = new Set<string>();
  private timer: NodeJS.Timeout | null = null;
  private soon: NodeJS.Timeout | null = null;
  private unsubscribe: () => void = () => undefined;
  private running: Promise<unknown> | null = null;
  private cameMeanwhile = false;
  private stopping = false;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: SearchIndexRepository,
    private readonly search: SearchRepository,
    private readonly hints: PostgresHints,
    private readonly log: Log,
  ) {}

  start(): void {
    this.stopping = false;
    this.unsubscribe = this.hints.subscribe(TICKETS_TOPIC, () => this.runSoon());
    this.timer = setInterval(() => this.runSoon(), POLL_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.unsubscribe();
    if (this.timer !== null) clearInterval(this.timer);
    if (this.soon !== null) clearTimeout(this.soon);
    await this.running;
  }

  /**
   * Indexes what is there, unless another process is at it. What comes meanwhile is for the next time: under load batches
   * stay large. @returns how many messages
   */
  async run(progress: (done: number) => void = () => undefined): Promise<number> {
    for (let done = 0; ; ) {
      const ids = this.stopping ? [] : await this.repository.pending(BATCH);
      const indexed = ids.length === 0 ? 0 : await this.batch(ids);
      if (indexed === 0) return done;
      this.search.forgetSlices();
      done += indexed;
      progress(done);
      if (ids.length < BATCH) return done;
    }
  }

  private runSoon(): void {
    if (this.soon !== null || this.stopping) return;
    if (this.running !== null) {
      this.cameMeanwhile = true;
      return;
    }
    this.soon = setTimeout(() => {
      this.soon = null;
      this.cameMeanwhile = false;
      this.running = this.run()
        .catch((error: unknown) => this.log.warn({ event: 'search.indexing-failed', error }))
        .finally(() => {
          this.running = null;
          if (this.cameMeanwhile) this.runSoon();
        });
    }, COALESCE_MS);
    this.soon.unref();
  }

  /** One message that cannot be indexed must not keep the others from it: then each is tried alone. */
  private async batch(ids: readonly MessageId[]): Promise<number> {
    try {
      return await this.uow.run(actor, (tx) => this.index(tx, ids));
    } catch (error) {
      this.knownLexemes.clear(); // what this transaction wrote is not there
      this.log.warn({ event: 'search.batch-failed', messages: ids.length, error });
    }
    let done = 0;
    for (const id of ids) done += await this.alone(id);
    return done;
  }

  private async alone(id: MessageId): Promise<number> {
    try {
      return await this.uow.run(actor, (tx) => this.index(tx, [id]));
    } catch (error) {
      this.log.error({ event: 'search.message-not-indexed', messageId: id, error });
      return this.uow.run(actor, async (tx) => (await this.repository.take(tx, [id])).length);
    }
  }

  private async index(tx: Tx, wanted: readonly MessageId[]): Promise<number> {
    if (!(await this.repository.lead(tx))) return 0;
    const ids = await this.repository.take(tx, wanted);
    if (ids.length === 0) return 0;
    const [messages, known] = await Promise.all([this.repository.load(tx, ids), this.repository.slices(tx)]);
    const slices = new Slices(known);
    const lexemes = new Set<string>();
    const documents = messages.map((message) => documentOf(message, slices, lexemes));
    const unknown = [...lexemes].filter((lexeme) => !this.knownLexemes.has(lexeme)).toSorted();
    await this.repository.write(tx, { documents, slices: slices.changed(), lexemes: unknown });
    if (this.knownLexemes.size > KNOWN_LEXEMES_MAX) this.knownLexemes.clear();
    for (const lexeme of unknown) this.knownLexemes.add(lexeme);
    return ids.length;
  }
}

function documentOf(message: Unindexed, slices: Slices, lexemes: Set<string>): NewDocument {
  const { ticket, subject } = message;
  const ownSubject = subject === null || subject === ticket?.subject ? [] : [subject];
  const found = indexed({
    subjects: [...(ticket === null ? [] : [ticket.number, ticket.subject]), ...ownSubject],
    people: [
      ...new Set([message.authorName, ticket?.contactName ?? '', ...(message.authorIdentities ?? []), ...(ticket?.identities ?? [])]),
    ],
    fields: Object.values(ticket?.customFields ?? {}).map(spoken),
    text: message.text,
  });
  for (const lexeme of found.lexemes) lexemes.add(lexeme);
  const facets = [
    sliceFacet(slices.place(message.at)),
    channelFacet(message.channel),
    ...(message.hasAttachment ? [ATTACHMENT_FACET] : []),
  ];
  return { message, facets, tsv: found.tsv };
}

export function spoken(value: unknown): string {
  return Array.isArray(value) ? value.map(spoken).join(' ') : typeof value === 'object' ? '' : String(value);
}
