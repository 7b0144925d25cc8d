import type { components } from '@parley/sdk/schema.d.ts';

export type Ticket = components['schemas']['ListedTicketAnswer'];
export type Message = components['schemas']['MessageAnswer'];
export type Contact = components['schemas']['ContactAnswer'];
export type Me = components['schemas']['MeAnswer'];
export type LoggedIn = components['schemas']['LoginAnswer'];
export type MessageInput = components['schemas']['MessageInput'];

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** What the desk refused, with its stable code. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, title: string) {
    super(title);
    this.status = status;
    this.code = code;
  }
}

let csrf: string | null = null;

/** Told once by the login; a page that was loaded anew asks. */
export function keepCsrf(token: string): void {
  csrf = token;
}

async function csrfToken(): Promise<string> {
  if (csrf !== null) return csrf;
  const response = await fetch('/api/v1/auth/csrf', { method: 'POST' });
  csrf = response.ok ? ((await response.json()) as { csrfToken: string }).csrfToken : null;
  return csrf ?? '';
}

/** @throws Problem */
export async function get<Answer>(path: string): Promise<Answer> {
  return answerOf(await fetch(path));
}

/** @throws Problem */
export async function post<Answer>(path: string, body: object, more: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const token = path.endsWith('/auth/login') ? '' : await csrfToken();
  const headers = { 'content-type': 'application/json', 'x-csrf-token': token, ...more };
  return answerOf(await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function answerOf<Answer>(response: Response): Promise<Answer> {
  const answer = (await response.json().catch(() => ({}))) as Answer & { code?: string; title?: string };
  if (response.ok) return answer;
  throw new Problem(response.status, answer.code ?? 'unknown', answer.title ?? response.statusText);
}
