import { Body, Controller, Get, Param, Put, Req } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsBoolean, IsNumber, Max, Min } from 'class-validator';
import type { Actor } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Page } from '../../kernel/page.js';
import { ChannelWeightRepository, RuleBook } from '../../routing/settings.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { ApiPage } from '../shared/paged.js';

export class ChannelWeightInput {
  @ApiProperty({ minimum: 0, maximum: 100, description: "What a ticket of the channel takes of an agent's capacity." })
  @IsNumber({ maxDecimalPlaces: 2 })
  @Min(0)
  @Max(100)
  units: number;

  @ApiProperty({
    description: 'Its customers wait before the screen: unanswered ones are given to somebody else when their agent goes away.',
  })
  @IsBoolean()
  live: boolean;
}

export class ChannelWeightAnswer extends ChannelWeightInput {
  @ApiProperty()
  channel: string;
}

@ApiTags('routing')
@Controller('api/v1/channel-weights')
export class ChannelWeightsController {
  constructor(
    private readonly weights: ChannelWeightRepository,
    private readonly book: RuleBook,
    private readonly writes: Writes,
  ) {}

  /** One for each channel; a channel that is not here weighs 1 and is not live. */
  @Get()
  @Allow('routing:read')
  @ApiPage(ChannelWeightAnswer)
  async list(): Promise<Page<ChannelWeightAnswer>> {
    return { items: await this.weights.all(), nextCursor: null };
  }

  @Put(':channel')
  @Allow('routing:write')
  @ApiOkResponse({ type: ChannelWeightAnswer })
  async set(
    @Me() me: Actor,
    @Param('channel') channel: string,
    @Body() { units, live }: ChannelWeightInput,
    @Req() request: KnownRequest,
  ): Promise<ChannelWeightAnswer> {
    if (!/^[a-z][a-z0-9-]{0,39}$/.test(channel))
      throw new DomainError('unprocessable', 'channel-weight.bad-channel', 'A channel is a word of small letters.');
    await this.writes.run(request, me, async (tx) => {
      await this.weights.save(tx, { channel, units, live });
      return null;
    });
    this.book.forget();
    return { channel, units, live };
  }
}
