import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { type Logger, pino } from 'pino';

export interface LogLine {
  /** `noun.past-participle` or `noun.what-failed`. */
  readonly event: string;
  readonly error?: unknown;
  readonly [field: string]: unknown;
}

interface RequestScope {
  readonly requestId: string;
}

const scope = new AsyncLocalStorage<RequestScope>();

/** Everything logged inside `work` carries the request's id. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return scope.run({ requestId }, work);
}

/**
 * One JSON line a fact: `event`, ids, `requestId`. Never a body, an address or a token; of an error only its class,
 * message, code and stack: driver errors also hold the statement's parameters, which are customers' data.
 */
@Injectable()
export class Log {
  private readonly out: Logger;

  constructor(level = 'info') {
    this.out = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } });
  }

  info(line: LogLine): void {
    this.out.info(shown(line));
  }

  warn(line: LogLine): void {
    this.out.warn(shown(line));
  }

  error(line: LogLine): void {
    this.out.error(shown(line));
  }

  debug(line: LogLine): void {
    this.out.debug(shown(line));
  }
}

function shown(line: LogLine): Record<string, unknown> {
  const requestId = scope.getStore()?.requestId;
  return { ...line, ...(requestId ? { requestId } : {}), ...('error' in line ? { error: errorFacts(line.error) } : {}) };
}

function errorFacts(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: 'not an Error' };
  const { code, retry, driverError } = error as { code?: unknown; retry?: unknown; driverError?: { code?: unknown } };
  return {
    type: error.name,
    message: error.message.slice(0, 500),
    code: code ?? driverError?.code,
    retry,
    stack: error.stack?.split('\n').slice(1, 6).join('\n'),
  };
}
