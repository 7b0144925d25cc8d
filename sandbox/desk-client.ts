/** The desk answered, and not with what was asked for. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The desk's REST API for the simulator and the fault rig: only what any integrator could call. */
export class DeskClient {
  private headers: Record<string, string> = {};

  constructor(readonly url: string) {}

  async login(email: string, password: string): Promise<void> {
    const response = await fetch(`${this.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    if (!response.ok) throw new Error(`login failed (${response.status}): ${await response.text()}`);
    const { csrfToken } = (await response.json()) as { csrfToken: string };
    const cookie = response.headers
      .getSetCookie()
      .map((c) => c.split(';')[0])
      .join('; ');
    this.headers = { cookie, 'x-csrf-token': csrfToken };
  }

  useToken(token: string): void {
    this.headers = { authorization: `Bearer ${token}` };
  }

  get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  post<T>(path: string, body: object, idempotencyKey?: string): Promise<T> {
    return this.call<T>('POST', path, body, idempotencyKey);
  }

  patch<T>(path: string, body: object): Promise<T> {
    return this.call<T>('PATCH', path, body);
  }

  put<T>(path: string, body: object): Promise<T> {
    return this.call<T>('PUT', path, body);
  }

  /** Every item of a list, page by page. */
  async all<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = `${path.includes('?') ? '&' : '?'}limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
      const page: { items: T[]; nextCursor: string | null } = await this.get(`${path}${query}`);
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items;
  }

  private async call<T>(method: string, path: string, body?: object, idempotencyKey?: string): Promise<T> {
    const headers = {
      ...this.headers,
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
    };
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    if (!response.ok) throw new Refused(response.status, `${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  }
}

export interface InboxAnswer {
  readonly id: string;
  readonly channel: string;
  readonly provider: string;
  readonly webhookUrls: Readonly<Record<string, string>>;
}

export interface TicketRow {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
  readonly channel: string;
  readonly statusCategory: string;
  readonly contact: { readonly id: string; readonly name: string };
}

export interface MessageAnswer {
  readonly id: string;
  readonly seq: number;
  readonly direction: string;
  readonly kind: string;
  readonly channel: string;
  readonly author: { readonly name: string };
  readonly text: string;
  readonly externalId: string | null;
  readonly delivery: { readonly state: string; readonly error?: { readonly message: string } };
  readonly attachments: readonly { readonly filename: string; readonly state: string; readonly bytes: number }[];
}
