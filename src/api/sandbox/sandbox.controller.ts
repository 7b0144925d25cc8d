import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import { type SandboxAnswer, SandboxLink } from '../../platform/sandbox-link.js';
import { sessionIdOf } from '../auth/session-cookie.js';
import { Allow, type KnownRequest, Unaudited } from '../guard/allow.js';
import { IdPipe } from '../shared/id.pipe.js';
import { ActInput, StageQuery } from './sandbox.dto.js';
import { SandboxTargets } from './sandbox-targets.js';

/** What a page may show by itself; anything else is saved. */
const SHOWN = /^(image\/(png|jpeg|gif|webp)|audio\/[a-z0-9.+-]+)$/;

/**
 * The page /sandbox: customers played by hand. Nothing here touches the desk: it is told to the fakes of the vendors,
 * which come in by the signed entrances like anybody's. With DEMO=1 and a sandbox only, for people who are logged in.
 */
@ApiExcludeController()
@Controller('sandbox/api')
@Unaudited()
export class SandboxController {
  constructor(
    private readonly link: SandboxLink,
    private readonly targets: SandboxTargets,
  ) {}

  @Get('state')
  @Allow('ticket:read')
  async state(@Query() query: StageQuery, @Req() request: KnownRequest): Promise<unknown> {
    this.mustBeOn(request);
    const answer = await this.link.ask('stage', { ...query, targets: await this.targets.all() });
    return told(answer);
  }

  @Post('acts')
  @HttpCode(200)
  @Allow('ticket:write')
  async act(@Body() input: ActInput, @Req() request: KnownRequest): Promise<unknown> {
    this.mustBeOn(request);
    return told(await this.link.ask('act', { ...input, targets: await this.targets.all() }));
  }

  @Get('files/:fileId')
  @Allow('ticket:read')
  async file(@Param('fileId', IdPipe) id: string, @Req() request: KnownRequest, @Res() reply: FastifyReply): Promise<void> {
    this.mustBeOn(request);
    const answer = await this.link.ask('file', { id });
    if (answer?.status !== 200) throw notFound('file');
    const isShown = SHOWN.test(answer.contentType);
    await reply
      .header('content-type', isShown ? answer.contentType : 'application/octet-stream')
      .header('content-disposition', isShown ? 'inline' : 'attachment')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(answer.body);
  }

  /** @throws DomainError `sandbox.off`, `access.session-only` */
  private mustBeOn(request: KnownRequest): void {
    if (!this.link.isOn) throw new DomainError('not-found', 'sandbox.off', 'No sandbox runs beside this desk: start it with DEMO=1.');
    sessionIdOf(request);
  }
}

/** @throws DomainError `sandbox.away`, `sandbox.not-now` */
function told(answer: SandboxAnswer | null): unknown {
  if (answer === null) throw new DomainError('unavailable', 'sandbox.away', 'The sandbox does not answer.');
  if (answer.status === 409) throw new DomainError('conflict', 'sandbox.not-now', 'That is not possible now.');
  if (answer.status !== 200) throw new DomainError('unavailable', 'sandbox.away', 'The sandbox could not do it.');
  return JSON.parse(answer.body.toString('utf8')) as unknown;
}
