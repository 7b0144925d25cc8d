import { totalmem } from 'node:os';

/** Ours on the command line, so that a cluster of an earlier version gets them too. */
export function settingsFor(port: number): readonly string[] {
  const settings = { ...SETTINGS, port: String(port), shared_buffers: sharedBuffers() };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  jit: 'off',
  max_wal_size: '2GB',
  checkpoint_timeout: '10min',
  random_page_cost: '1.1',
  effective_io_concurrency: '64',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic', // statements may quote what customers wrote
  log_parameter_max_length_on_error: '0',
};

/** An eighth of the machine, 128 MB to 1 GB: this server shares it with the desk. */
function sharedBuffers(): string {
  const megabytes = Math.floor(totalmem() / 1024 / 1024 / 8);
  return `${Math.min(1024, Math.max(128, megabytes))}MB`;
}

/**
 * All that PostgreSQL's programs see of the environment: the desk's holds secrets, and PG* variables of the person at
 * the terminal must not change the server.
 */
export function environmentFor(locale: string): Readonly<Record<string, string>> {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: locale, TZ: 'UTC' };
}
