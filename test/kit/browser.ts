import type { Answer, TestDesk } from './test-desk.js';
import { PASSWORD } from './test-desk.js';

/** Keeps cookies and the CSRF token as a browser does. */
export class Browser {
  readonly cookies = new Map<string, string>();
  csrf = '';

  constructor(
    private readonly desk: TestDesk,
    private readonly userAgent = 'Firefox',
  ) {}

  async login(email: string, more: { readonly password?: string; readonly totp?: string } = {}): Promise<Answer> {
    return this.request('POST', '/api/v1/auth/login', { email, password: PASSWORD, ...more });
  }

  /** Follows no redirect. */
  async request(method: string, path: string, body?: unknown): Promise<Answer> {
    const url = path.startsWith('http') ? path : `${this.desk.url}${path}`;
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        'user-agent': this.userAgent,
        'x-csrf-token': this.csrf,
        ...(cookie === '' ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const set of response.headers.getSetCookie()) this.keep(set);
    const text = await response.text();
    const answer = {
      status: response.status,
      headers: response.headers,
      body: (text.startsWith('{') ? JSON.parse(text) : {}) as Answer['body'],
    };
    if (typeof answer.body['csrfToken'] === 'string') this.csrf = answer.body['csrfToken'];
    return answer;
  }

  private keep(setCookie: string): void {
    const [pair = ''] = setCookie.split(';');
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    if (value === '' || /expires=thu, 01 jan 1970/i.test(setCookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
