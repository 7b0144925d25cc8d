import { Injectable } from '@nestjs/common';
import { type Actor, agentIdOf } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import type { AgentId, ViewId } from '../../kernel/id.js';
import type { Page } from '../../kernel/page.js';
import { type Asker, resolved, type SavedView, SavedViewRepository, type ViewReader } from '../../saved-views/settings.js';
import { ViewCountsView } from '../../views/view-counts.js';
import { type ViewQuestion, type ViewTicketRow, ViewTicketsView } from '../../views/view-tickets.js';
import { ViewChecks } from './view-checks.js';

/** Nobody has more views than this before their eyes. */
const COUNTED_VIEWS_MAX = 200;

/** Puts the questions of saved views for whoever asks. */
@Injectable()
export class ViewQuestions {
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
    const { agentId } = readerOf(me);
    const found = await this.views.findFor(readerOf(me), id);
    if (found === null) throw notFound('view');
    const { teamIds, ...view } = found;
    const question = await this.question(view, me, { agentId, teamIds });
    return this.lists.page({ ...question, ...page, order: view.sort });
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
