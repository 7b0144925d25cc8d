import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { Allow, Me } from '../guard/allow.js';
import { Replay } from './replay.js';
import { actionsAnswer } from './rules.mapper.js';
import { SimulationAnswer, SimulationInput } from './simulation.dto.js';
import { TrialAnswer, TrialInput } from './trial.dto.js';
import { Trial } from './trial.js';

@ApiTags('routing')
@Controller('api/v1/routing')
export class SimulationController {
  constructor(
    private readonly replays: Replay,
    private readonly trial: Trial,
  ) {}

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

  /** What would the rules say of this ticket, as it was when it arrived? Changes nothing. */
  @Post('try')
  @Allow('routing:read')
  @HttpCode(200)
  @ApiOkResponse({ type: TrialAnswer })
  async try(@Me() me: Actor, @Body() input: TrialInput): Promise<TrialAnswer> {
    const { routed, detected } = await this.trial.run(me, input);
    return {
      rules: routed.looked.map(({ name, matched, because }) => ({ name, matched, because })),
      passedOver: routed.passedOver,
      actions: actionsAnswer({ ...routed, teamId: routed.team?.id ?? null }),
      detectedLanguage: detected,
    };
  }
}
