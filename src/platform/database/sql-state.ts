/** SQLSTATE of a driver error, also when TypeORM wrapped it; empty when there is none. */
export function sqlStateOf(error: unknown): string {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  const state = driverError?.code ?? code;
  return typeof state === 'string' ? state : '';
}

/** Class 08 connection exceptions, class 57P operator intervention, and the sockets' own codes. */
export function isDatabaseAway(code: unknown): boolean {
  return typeof code === 'string' && (/^(08|57P)/.test(code) || ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(code));
}

/**
 * A lock, a full server, a statement that took too long, a lost connection: the same may succeed later. SQLSTATE classes 40,
 * 53, 55 and 57 (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
export function mayPass(error: unknown): boolean {
  const state = sqlStateOf(error);
  return isDatabaseAway(state) || /^(40|53|55|57)/.test(state);
}
