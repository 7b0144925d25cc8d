import { Injectable } from '@nestjs/common';
import { type Actor, agentIdOf } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import type { AgentId, ViewId } from '../../kernel/id.js';
import type { Page } from '../../kernel/page.js';
import { type Asker, type FoundView, resolved, type SavedView, SavedViewRepository, type ViewReader } from '../../saved-views/settings.js';
import { ViewCountsView } from '../../views/view-counts.js';
import { type ViewPage, type ViewPageQuery, type ViewQuestion, type ViewTicketRow, ViewTicketsView } from '../../views/view-tickets.js';
import { ViewChecks } from './view-checks.js';

/** Nobody has more views than this before their eyes. */
const COUNTED_VIEWS_MAX = 200;
const KNOWN_MAX = 2_000;

/** Puts the questions of saved views for whoever asks. */
@Injectable()
export class ViewQuestions {
  /** As they were found last, by reader: a page of such a view is one statement, which proves besides that it is so still. */
  private readonly known = new Map<string, FoundView>();

  constructor(
    private readonly views: SavedViewRepository,
    private readonly checks: ViewChecks,
    private readonly lists: ViewTicketsView,
    private readonly numbers: ViewCountsView,
  ) {}

  /** @throws DomainError `view.not-found` */
  async find(me: Actor, id: ViewId): Promise<SavedView> {
    const view = await this.views.find(readerOf(me), id);
    if (view === null) throw notFound('view');
    return view;
  }

  /** @throws DomainError `view.not-found`, `condition.invalid` when a field it asks for is gone, `page.bad-cursor` */
  async tickets(me: Actor, id: ViewId, page: { readonly limit: number; readonly cursor: string | null }): Promise<Page<ViewTicketRow>> {
    const reader = readerOf(me);
    const key = `${reader.agentId} ${id}`;
    const known = this.known.get(key);
    const first = known === undefined ? null : await this.ofKnown(me, known, page);
    if (first?.isProven) return first;
    // Never seen, changed since, or without a ticket.
    const view = await this.views.findFor(reader, id);
    if (view === null) throw notFound('view');
    if (first !== null && known?.version === view.version && String(known.teamIds) === String(view.teamIds)) return first;
    this.remember(key, view);
    return this.page(me, view, { ...page, still: null });
  }

  /** @returns null when it cannot be asked any more as it was */
  private async ofKnown(me: Actor, view: FoundView, page: Pick<ViewPageQuery, 'limit' | 'cursor'>): Promise<ViewPage | null> {
    try {
      return await this.page(me, view, { ...page, still: (bind) => this.views.isStill(readerOf(me), view, bind) });
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }

  private async page(
    me: Actor,
    { teamIds, ...view }: FoundView,
    page: Pick<ViewPageQuery, 'limit' | 'cursor' | 'still'>,
  ): Promise<ViewPage> {
    const question = await this.question(view, me, { agentId: readerOf(me).agentId, teamIds });
    return this.lists.page({ ...question, ...page, order: view.sort });
  }

  private remember(key: string, view: FoundView): void {
    this.known.delete(key);
    this.known.set(key, view);
    const [oldest] = this.known.keys();
    if (this.known.size > KNOWN_MAX && oldest !== undefined) this.known.delete(oldest);
  }

  /** @returns null for a view that asks for a field that is gone */
  async counts(me: Actor): Promise<Readonly<Record<string, number | null>>> {
    const [views, asker] = await Promise.all([this.views.page(readerOf(me), null, COUNTED_VIEWS_MAX), this.askerOf(me)]);
    const counts: Record<string, number | null> = {};
    for (const view of views) counts[view.id] = await this.count(view, me, asker);
    return counts;
  }

  private async count(view: SavedView, me: Actor, asker: Asker): Promise<number | null> {
    try {
      return await this.numbers.count(await this.question(view, me, asker));
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'unprocessable') return null;
      throw error;
    }
  }

  private async question(view: SavedView, actor: Actor, asker: Asker): Promise<ViewQuestion> {
    const condition = await this.checks.saved(view);
    return { condition: resolved(condition, asker), catalogue: await this.checks.fields(), actor };
  }

  async askerOf(me: Actor): Promise<Asker> {
    const agentId = readerOf(me).agentId;
    return { agentId, teamIds: await this.views.teamsOf(agentId) };
  }
}

/** @throws DomainError `view.agents-only` */
export function readerOf(me: Actor): ViewReader {
  const agentId: AgentId | null = agentIdOf(me);
  if (agentId === null || me.type === 'contact' || me.type === 'system')
    throw new DomainError('forbidden', 'view.agents-only', 'Views are for agents.');
  return { agentId, allTeams: me.role === 'admin' || me.role === 'supervisor' };
}
