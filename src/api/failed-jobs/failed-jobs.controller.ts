import { Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { notFound } from '../../kernel/domain-error.js';
import { isUuid } from '../../kernel/id.js';
import { decodeCursor, type Page, pageOf } from '../../kernel/page.js';
import { type FailedJob, FailedJobs } from '../../platform/jobs/failed-jobs.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { PageQuery } from '../shared/page.dto.js';
import { ApiPage } from '../shared/paged.js';
import { FailedJobAnswer } from './failed-jobs.dto.js';

const SORT = 'failed-jobs';
const FAULT_MAX = 500;
/** A bigint of PostgreSQL. */
const ID = /^[1-9]\d{0,17}$/;

/** Work that was given up after its last attempt: nothing of it is lost, and it can be done again once the cause is mended. */
@ApiTags('failed-jobs')
@Controller('api/v1/failed-jobs')
export class FailedJobsController {
  constructor(
    private readonly jobs: FailedJobs,
    private readonly writes: Writes,
  ) {}

  @Get()
  @Allow('job:read')
  @ApiPage(FailedJobAnswer)
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<FailedJobAnswer>> {
    const [before] = cursor === undefined ? [] : decodeCursor(SORT, cursor, 1);
    const rows = await this.jobs.page(before === undefined ? null : String(before), limit + 1);
    return pageOf(rows, { limit, sort: SORT, keysOf: ({ id }) => [id], map: failedJobAnswer });
  }

  /** All its attempts anew, beginning at once. */
  @Post(':id/retry')
  @HttpCode(204)
  @Allow('job:write')
  @ApiNoContentResponse()
  async retry(@Me() me: Actor, @Param('id') id: string, @Req() request: KnownRequest): Promise<void> {
    await this.writes.run(request, me, async (tx) => {
      if (!ID.test(id) || !(await this.jobs.again(tx, id))) throw notFound('failed-job');
      return null;
    });
  }
}

function failedJobAnswer({ id, task, payload, attempts, fault, createdAt, failedAt }: FailedJob): FailedJobAnswer {
  // Only ids: whatever else a job carries is the desk's own business.
  const about = Object.entries(payload ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && isUuid(entry[1]),
  );
  return {
    id,
    task,
    about: Object.fromEntries(about),
    attempts,
    fault: fault?.slice(0, FAULT_MAX) ?? null,
    createdAt: createdAt.toISOString(),
    failedAt: failedAt.toISOString(),
  };
}
