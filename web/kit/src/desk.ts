import type { components, paths } from '@parley/sdk/schema';
import createClient, { type Middleware } from 'openapi-fetch';

export type Schemas = components['schemas'];

/** What the desk says when it will not: RFC 9457, with a stable code. */
export class Problem extends Error {
  constructor(
    /** 0: the desk could not be reached. */
    readonly status: number,
    readonly code: string,
    title: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(title);
  }

  get isAway(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
let csrf: string | null = null;
let asking: Promise<string> | null = null;
const signedOut = new Set<() => void>();

/** Told when the desk does not know the session any more. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

export function rememberCsrf(token: string | null): void {
  csrf = token;
}

/** The session's CSRF token; asked for once after a reload. */
export async function csrfToken(): Promise<string> {
  if (csrf !== null) return csrf;
  asking ??= fetch('/api/v1/auth/csrf', { method: 'POST' })
    .then(async (response) => {
      if (!response.ok) throw await problemOf(response);
      csrf = ((await response.json()) as { csrfToken: string }).csrfToken;
      return csrf;
    })
    .finally(() => {
      asking = null;
    });
  return asking;
}

const guarded: Middleware = {
  async onRequest({ request }) {
    // Sentences of the desk itself come in the page's language.
    if (document.documentElement.lang !== '') request.headers.set('accept-language', document.documentElement.lang);
    if (!SAFE.has(request.method) && !request.url.endsWith('/auth/login')) request.headers.set('x-csrf-token', await csrfToken());
    return request;
  },
};

/** The REST API, typed by the committed OpenAPI. Use it with `ask`. */
export const desk = createClient<paths>({ baseUrl: '/', headers: { accept: 'application/json' } });
desk.use(guarded);

interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** @throws Problem whatever went wrong, also when the desk is away */
export async function ask<T>(call: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    if (cause instanceof Problem || (cause instanceof DOMException && cause.name === 'AbortError')) throw cause;
    throw new Problem(0, 'desk.away', 'The desk cannot be reached.');
  });
  if (response.ok) return data as T;
  const problem = error === undefined ? await problemOf(response) : problemFrom(response.status, error);
  if (problem.status === 401 && !response.url.endsWith('/auth/login')) for (const listener of signedOut) listener();
  throw problem;
}

async function problemOf(response: Response): Promise<Problem> {
  return problemFrom(response.status, await response.json().catch(() => ({})));
}

function problemFrom(status: number, body: unknown): Problem {
  const { code, title, detail, ...details } = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  return new Problem(status, String(code ?? `http.${status}`), String(detail ?? title ?? `HTTP ${status}`), details);
}
