import { AsyncLocalStorage } from 'node:async_hooks';
import { type Cause, NO_CAUSE } from '../../kernel/cause.js';

const causes = new AsyncLocalStorage<Cause>();

/** Events of transactions within `work` carry this cause, and so do the jobs they lead to. */
export function causedBy<T>(cause: Cause, work: () => Promise<T>): Promise<T> {
  return causes.run(cause, work);
}

export function currentCause(): Cause {
  return causes.getStore() ?? NO_CAUSE;
}

/** The cause a job was planned with. What is not one counts as none: a job of an earlier version. */
export function causeOf(payload: Readonly<Record<string, unknown>>): Cause {
  const { depth, ruleIds, originId } = (payload['cause'] ?? {}) as Readonly<Partial<Record<keyof Cause, unknown>>>;
  if (typeof depth !== 'number' || !Array.isArray(ruleIds)) return NO_CAUSE;
  const known = ruleIds.filter((id): id is string => typeof id === 'string');
  return { depth, ruleIds: known, originId: typeof originId === 'string' ? originId : null };
}
