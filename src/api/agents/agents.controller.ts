import { Body, Controller, Get, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Bearers, Passwords, SessionRepository } from '../../access/index.js';
import { AgentRepository, type AgentRow } from '../../agents/settings.js';
import { auditChanges, changesBetween } from '../../audit/index.js';
import type { Actor } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import type { AgentId, TeamId } from '../../kernel/id.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import type { Tx } from '../../kernel/tx.js';
import { type AgentProfile, NEW_PROFILE } from '../../routing/settings.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { AgentProfiles } from './agent-profiles.js';
import { AgentAnswer, AgentChange, AgentInput } from './agents.dto.js';

@ApiTags('agents')
@Controller('api/v1/agents')
export class AgentsController {
  constructor(
    private readonly agents: AgentRepository,
    private readonly passwords: Passwords,
    private readonly profiles: AgentProfiles,
    private readonly sessions: SessionRepository,
    private readonly bearers: Bearers,
    private readonly writes: Writes,
  ) {}

  @Get()
  @Allow('agent:read')
  @ApiPage(AgentAnswer)
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<AgentAnswer>> {
    const [after] = cursor === undefined ? [null] : decodeCursor('agents', cursor, 1);
    const rows = await this.agents.page(after === null ? null : String(after), limit + 1);
    const profiles = await this.profiles.of(rows.map((r) => r.id));
    return pageOf(rows, { limit, sort: 'agents', keysOf: (r) => [r.email], map: (r) => agentAnswer(r, profiles.get(r.id)) });
  }

  @Get(':id')
  @Allow('agent:read')
  @ApiOkResponse({ type: AgentAnswer })
  async get(@Param('id', IdPipe) id: string): Promise<AgentAnswer> {
    const row = await this.agents.find(id as AgentId);
    if (row === null) throw notFound('agent');
    return agentAnswer(row, (await this.profiles.of([row.id])).get(row.id));
  }

  @Post()
  @Allow('agent:write')
  @ApiCreatedResponse({ type: AgentAnswer })
  async create(@Me() me: Actor, @Body() input: AgentInput, @Req() request: KnownRequest): Promise<AgentAnswer> {
    const hash = await Passwords.hash(input.password);
    const facts = {
      email: input.email,
      name: input.name,
      role: input.role,
      enabled: input.enabled ?? true,
      languages: input.languages ?? [],
    };
    const { id } = await this.writes.run(request, me, async (tx) => {
      const agentId = await this.agents.insert(tx, facts);
      if (agentId === null) throw new DomainError('conflict', 'agent.email-taken', 'An agent with this address exists already.');
      await this.passwords.set(tx, agentId, hash);
      await this.agents.setTeams(tx, agentId, (input.teamIds ?? []) as TeamId[]);
      await this.profiles.save(tx, agentId, input);
      return { id: agentId };
    });
    return this.get(id);
  }

  /** A new password, another role and being disabled end all sessions of the agent at once. */
  @Patch(':id')
  @Allow('agent:write')
  @ApiOkResponse({ type: AgentAnswer })
  async update(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: AgentChange,
    @Req() request: KnownRequest,
  ): Promise<AgentAnswer> {
    const hash = input.password === undefined ? null : await Passwords.hash(input.password);
    await this.writes.run(request, me, async (tx) => {
      const before = await this.agents.lock(tx, id as AgentId);
      if (before === null) throw notFound('agent');
      if (input.version !== undefined && input.version !== before.version) {
        throw new DomainError('conflict', 'agent.version-conflict', 'Somebody else changed this agent; load it again.', {
          version: before.version,
        });
      }
      const { name, role, enabled, languages } = { ...before, ...withoutUndefined(input) };
      if (role !== 'admin' || !enabled) await this.mustLeaveAnAdministrator(tx, before.id);
      await this.agents.update(tx, before.id, { email: before.email, name, role, enabled, languages });
      if (input.teamIds !== undefined) await this.agents.setTeams(tx, before.id, input.teamIds as TeamId[]);
      auditChanges(tx, changesBetween(before, input as Partial<AgentRow>, ['name', 'role', 'enabled', 'languages', 'teamIds']));
      if (hash !== null) await this.passwords.set(tx, before.id, hash);
      await this.profiles.save(tx, before.id, input);
      if (role !== before.role || !enabled) await this.sessions.endAll(tx, before.id, null);
      return null;
    });
    this.bearers.forget(id as AgentId);
    return this.get(id);
  }

  /** @throws DomainError `agent.last-administrator` */
  private async mustLeaveAnAdministrator(tx: Tx, leaving: AgentId): Promise<void> {
    const administrators = await this.agents.administrators(tx);
    if (administrators.includes(leaving) && administrators.length === 1)
      throw new DomainError(
        'conflict',
        'agent.last-administrator',
        'Nobody could administer this desk any more; make another administrator first.',
      );
  }
}

function withoutUndefined(input: AgentChange): Partial<Pick<AgentRow, 'name' | 'role' | 'enabled' | 'languages'>> {
  const { name, role, enabled, languages } = input;
  return Object.fromEntries(Object.entries({ name, role, enabled, languages }).filter(([, value]) => value !== undefined));
}

function agentAnswer(row: AgentRow, { skills, capacity }: AgentProfile = NEW_PROFILE): AgentAnswer {
  const { id, email, name, role, enabled, languages, teamIds, createdAt, version } = row;
  const routed = { languages: [...languages], teamIds: [...teamIds], skills: skills.map((s) => ({ ...s })), capacity };
  return { id, email, name, role, enabled, ...routed, createdAt: createdAt.toISOString(), version };
}
