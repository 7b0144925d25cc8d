/** SQLSTATE of a driver error, also when TypeORM wrapped it; empty when there is none. */
export function sqlStateOf(error: unknown): string {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  const state = driverError?.code ?? code;
  return typeof state === 'string' ? state : '';
}

/**
 * A lock, a full server, a connection that broke: the same may succeed later. SQLSTATE classes 08, 40, 53, 55 and 57
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html), and the sockets' own codes.
 */
export function mayPass(error: unknown): boolean {
  const state = sqlStateOf(error);
  return /^(08|40|53|55|57)/.test(state) || ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(state);
}
