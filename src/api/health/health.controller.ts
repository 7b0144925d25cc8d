import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Statements } from '../../platform/database/statements.js';
import { Files } from '../../platform/files/files.js';
import { Lifecycle } from '../../platform/http/lifecycle.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { Public } from '../guard/allow.js';

@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    private readonly statements: Statements,
    private readonly files: Files,
    private readonly lifecycle: Lifecycle,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @Public()
  live(): { status: string } {
    return { status: 'live' };
  }

  /** Ready to serve: the database answers, files can be written, and the process is not shutting down. */
  @Get('health/ready')
  @Public()
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string; checks: Record<string, string> }> {
    const checks = {
      process: this.lifecycle.isOpen() ? 'ok' : 'shutting down',
      database: await outcome(() => this.statements.rows('select 1 as one', [])),
      files: await outcome(() => this.files.check()),
    };
    const isReady = Object.values(checks).every((c) => c === 'ok');
    if (!isReady) void reply.status(503);
    return { status: isReady ? 'ready' : 'unready', checks };
  }

  @Get('metrics')
  @Public()
  async figures(@Res() reply: FastifyReply): Promise<void> {
    const { registry } = this.metrics;
    await reply.header('content-type', registry.contentType).send(await registry.metrics());
  }
}

async function outcome(check: () => Promise<unknown>): Promise<string> {
  return check().then(
    () => 'ok',
    () => 'failed',
  );
}
