import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { Allow, Me } from '../guard/allow.js';
import { Replay } from './replay.js';
import { SimulationAnswer, SimulationInput } from './simulation.dto.js';

@ApiTags('routing')
@Controller('api/v1/routing')
export class SimulationController {
  constructor(private readonly replays: Replay) {}

  /** What if? Replays the last days under other rules, teams or agents, and says how it differs from what happened. Changes nothing. */
  @Post('simulate')
  @Allow('routing:read')
  @HttpCode(200)
  @ApiOkResponse({ type: SimulationAnswer })
  async simulate(@Me() me: Actor, @Body() input: SimulationInput): Promise<SimulationAnswer> {
    const { from, until, report, assumptions } = await this.replays.run(me, input);
    return {
      from: from.toISOString(),
      until: until.toISOString(),
      ...report,
      teams: report.teams.map((t) => ({ ...t })),
      agents: report.agents.map((a) => ({ ...a })),
      assumptions: [...assumptions],
    };
  }
}
