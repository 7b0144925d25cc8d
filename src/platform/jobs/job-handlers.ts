import { Injectable } from '@nestjs/common';
import { causedBy, causeOf } from '../database/causes.js';

export interface RunningJob {
  /** 1 for the first run. */
  readonly attempt: number;
  readonly maxAttempts: number;
}

export type JobHandler = (payload: Readonly<Record<string, unknown>>, job: RunningJob) => Promise<void>;

/** What each task name does. Edges register theirs when their module starts. A handler that throws is run again later. */
@Injectable()
export class JobHandlers {
  private readonly byTask = new Map<string, JobHandler>();
  private readonly lines: string[] = [];

  register(task: string, handler: JobHandler): void {
    if (this.byTask.has(task)) throw new Error(`two handlers for the job "${task}"`);
    this.byTask.set(task, (payload, job) => causedBy(causeOf(payload), () => handler(payload, job)));
  }

  /** Lets a task run by the clock: five cron fields (UTC), then its name. One process at a time runs it. */
  schedule(line: string): void {
    this.lines.push(line);
  }

  crontab(): string {
    return this.lines.join('\n');
  }

  all(): ReadonlyMap<string, JobHandler> {
    return this.byTask;
  }
}

/** The text field of a payload. @throws when it is missing: a job of another version. */
export function textOf(payload: Readonly<Record<string, unknown>>, field: string): string {
  const value = payload[field];
  if (typeof value !== 'string') throw new Error(`the job has no field "${field}"`);
  return value;
}
