import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import type { Actor } from '../../kernel/actor.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import type { SkillId } from '../../kernel/id.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { SkillRepository, type SkillRow } from '../../routing/settings.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { IdPipe } from '../shared/id.pipe.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';

export class SkillInput {
  @ApiProperty({ example: 'Refunds' })
  @IsString()
  @Length(1, 100)
  name: string;
}

export class SkillAnswer extends SkillInput {
  @ApiProperty()
  id: string;

  @ApiProperty({ description: 'Agents who have it at any level.' })
  agentCount: number;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty()
  version: number;
}

@ApiTags('routing')
@Controller('api/v1/skills')
export class SkillsController {
  constructor(
    private readonly skills: SkillRepository,
    private readonly writes: Writes,
  ) {}

  @Get()
  @Allow('agent:read')
  @ApiPage(SkillAnswer)
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<SkillAnswer>> {
    const [after] = cursor === undefined ? [null] : decodeCursor('skills', cursor, 1);
    const rows = await this.skills.page(after === null ? null : String(after), limit + 1);
    return pageOf(rows, { limit, sort: 'skills', keysOf: (r) => [r.name], map: skillAnswer });
  }

  @Get(':id')
  @Allow('agent:read')
  @ApiOkResponse({ type: SkillAnswer })
  async get(@Param('id', IdPipe) id: string): Promise<SkillAnswer> {
    const row = await this.skills.find(id as SkillId);
    if (row === null) throw notFound('skill');
    return skillAnswer(row);
  }

  @Post()
  @Allow('routing:write')
  @ApiCreatedResponse({ type: SkillAnswer })
  async create(@Me() me: Actor, @Body() input: SkillInput, @Req() request: KnownRequest): Promise<SkillAnswer> {
    const { id } = await this.writes.run(request, me, async (tx) => {
      const skillId = await this.skills.insert(tx, input.name);
      if (skillId === null) throw taken();
      return { id: skillId };
    });
    return this.get(id);
  }

  @Patch(':id')
  @Allow('routing:write')
  @ApiOkResponse({ type: SkillAnswer })
  async rename(
    @Me() me: Actor,
    @Param('id', IdPipe) id: string,
    @Body() input: SkillInput,
    @Req() request: KnownRequest,
  ): Promise<SkillAnswer> {
    await this.writes.run(request, me, async (tx) => {
      const outcome = await this.skills.rename(tx, id as SkillId, input.name);
      if (outcome === 'missing') throw notFound('skill');
      if (outcome === 'taken') throw taken();
      return null;
    });
    return this.get(id);
  }

  /** Agents lose it. A skill that a rule asks for stays. */
  @Delete(':id')
  @Allow('routing:write')
  @HttpCode(204)
  @ApiNoContentResponse()
  async delete(@Me() me: Actor, @Param('id', IdPipe) id: string, @Req() request: KnownRequest): Promise<void> {
    await this.writes.run(request, me, async (tx) => {
      const rule = await this.skills.askedBy(tx, id as SkillId);
      if (rule !== null) throw new DomainError('conflict', 'skill.in-use', `The rule "${rule}" asks for this skill.`, { rule });
      if (!(await this.skills.delete(tx, id as SkillId))) throw notFound('skill');
      return null;
    });
  }
}

function taken(): DomainError {
  return new DomainError('conflict', 'skill.name-taken', 'A skill with this name exists already.');
}

function skillAnswer({ id, name, agentCount, createdAt, version }: SkillRow): SkillAnswer {
  return { id, name, agentCount, createdAt: createdAt.toISOString(), version };
}
