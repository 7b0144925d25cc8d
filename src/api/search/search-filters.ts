import { Injectable } from '@nestjs/common';
import { AgentRepository, TeamRepository } from '../../agents/settings.js';
import { instantFromText } from '../../kernel/clock.js';
import { type Comparison, type Condition, fold } from '../../kernel/condition.js';
import { DomainError } from '../../kernel/domain-error.js';
import { isUuid } from '../../kernel/id.js';
import { ATTACHMENT_FACET, channelFacet, type Filter } from '../../search/index.js';
import { STATUS_CATEGORIES } from '../../tickets/settings.js';

/** A desk has fewer teams. */
const TEAMS_MAX = 200;

/** What filters narrow a search by: the index itself, the time, and a condition over the ticket. */
export interface Narrowing {
  readonly facets: { readonly with: readonly string[]; readonly without: readonly string[] };
  readonly since: Date | null;
  readonly until: Date | null;
  /** Unchecked, with `me` and `mine` in it. */
  readonly conditions: readonly Condition[];
}

type Part = Partial<Pick<Narrowing, 'since' | 'until'>> & { readonly facet?: string; readonly condition?: Condition };

/** Filters in the words of whoever typed them → what the search understands. */
@Injectable()
export class SearchFilters {
  constructor(
    private readonly agents: AgentRepository,
    private readonly teams: TeamRepository,
  ) {}

  /** @throws DomainError `search.bad-filter` that names the filter */
  async narrowing(filters: readonly Filter[]): Promise<Narrowing> {
    const parts = await Promise.all(filters.map(async (filter) => ({ filter, part: await this.part(filter) })));
    const facets = (negative: boolean) =>
      parts.flatMap(({ filter, part }) => (part.facet !== undefined && filter.negative === negative ? [part.facet] : []));
    const conditions = parts.flatMap(({ filter, part: { condition } }) =>
      condition === undefined ? [] : [filter.negative ? { not: condition } : condition],
    );
    const instants = (pick: 'since' | 'until') =>
      parts.flatMap(({ part }) => part[pick] ?? []).toSorted((a, b) => a.getTime() - b.getTime());
    return {
      facets: { with: facets(false), without: facets(true) },
      conditions,
      since: instants('since').at(-1) ?? null,
      until: instants('until')[0] ?? null,
    };
  }

  private async part(filter: Filter): Promise<Part> {
    const { name, value } = filter;
    if (value === '') throw bad(filter, 'needs a value');
    switch (name) {
      case 'channel':
        return { facet: channelFacet(value) };
      case 'has':
        if (value.toLowerCase() !== 'attachment') throw bad(filter, 'can be "attachment"');
        return { facet: ATTACHMENT_FACET };
      case 'before':
        return { until: instantOf(filter) };
      case 'after':
        return { since: instantOf(filter) };
      case 'status': {
        const category = STATUS_CATEGORIES.find((known) => known === value.toLowerCase());
        return { condition: category === undefined ? is('status', value) : is('statusCategory', category) };
      }
      case 'category':
      case 'language':
        return { condition: is(name, value) };
      case 'priority':
        return { condition: is(name, value.toLowerCase()) };
      case 'tag':
        return { condition: { field: 'tags', operator: 'contains', value } };
      case 'assignee':
        return { condition: await this.assignee(filter) };
      case 'team':
        return { condition: await this.team(filter) };
      case 'from': // looked for in the index, by its weight
        if (!/[\p{L}\p{N}]/u.test(value)) throw bad(filter, 'is a name or an address');
        return {};
    }
  }

  private async assignee(filter: Filter): Promise<Condition> {
    const value = filter.value.toLowerCase();
    if (value === 'none') return { field: 'assigneeId', operator: 'missing' };
    if (value === 'me' || isUuid(value)) return is('assigneeId', value);
    const agent = await this.agents.byEmail(value);
    if (agent === null) throw bad(filter, 'is me, none, an id or the address of an agent');
    return is('assigneeId', agent.id);
  }

  private async team(filter: Filter): Promise<Condition> {
    const value = filter.value.toLowerCase();
    if (value === 'none') return { field: 'teamId', operator: 'missing' };
    if (value === 'mine' || isUuid(value)) return is('teamId', value);
    const team = (await this.teams.page(null, TEAMS_MAX)).find(({ name }) => fold(name) === fold(filter.value));
    if (team === undefined) throw bad(filter, 'is mine, none, an id or the name of a team');
    return is('teamId', team.id);
  }
}

function is(field: string, value: string): Comparison {
  return { field, operator: 'is', value };
}

function instantOf(filter: Filter): Date {
  const instant = filter.negative ? null : instantFromText(filter.value);
  if (instant === null) throw bad(filter, 'is a day or an instant, like 2026-11-01');
  return instant;
}

function bad({ name, value }: Filter, wanted: string): DomainError {
  return new DomainError('unprocessable', 'search.bad-filter', `The filter "${name}" ${wanted}.`, { filter: name, value });
}
