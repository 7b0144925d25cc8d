import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Configuration } from 'oidc-provider';

export interface Account {
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
}

export interface IdentityProvider {
  readonly issuer: string;
  /** By subject. */
  readonly accounts: Map<string, Account>;
  stop(): Promise<void>;
}

export const CLIENT = { clientId: 'parley', clientSecret: 'a-secret-that-only-the-two-know' };

/** A real OpenID Connect provider (oidc-provider) on this machine, with one client. */
export async function identityProvider(redirectUri: string): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const accounts = new Map<string, Account>();
  const { Provider } = await quietly(() => import('oidc-provider'));
  const configuration: Configuration = {
    clients: [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    pkce: { required: () => true },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...accounts.get(sub) }) }),
  };
  const provider = await quietly(async () => new Provider(issuer, configuration));
  server.on('request', provider.callback());
  return {
    issuer,
    accounts,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** It warns of what a provider in earnest must not do: keys and pages for trying things out. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn, info } = console;
  Object.assign(console, { warn: () => undefined, info: () => undefined });
  try {
    return await work();
  } finally {
    Object.assign(console, { warn, info });
  }
}

/** Walks through the provider's own pages as this subject. @returns the address at which the provider sends the browser back */
export async function signInAt(idp: IdentityProvider, url: string, subject: string): Promise<string> {
  const jar = new Map<string, string>();
  let [next, form]: [string, Record<string, string> | null] = [url, null];
  for (let hop = 0; hop < 20; hop++) {
    const response = await fetch(next, {
      method: form === null ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === null ? {} : { body: new URLSearchParams(form) }),
    });
    for (const set of response.headers.getSetCookie()) keep(jar, set);
    const location = response.headers.get('location');
    form = null;
    if (location !== null) {
      next = new URL(location, next).href;
      if (!next.startsWith(idp.issuer)) return next;
    } else {
      const page = await response.text();
      const [, action, prompt] = /action="([^"]+)"[\s\S]*?name="prompt" value="(\w+)"/.exec(page) ?? [];
      if (action === undefined || prompt === undefined) throw new Error(`no form: ${response.status} ${page.slice(0, 500)}`);
      next = new URL(action, next).href;
      form = prompt === 'login' ? { prompt, login: subject, password: 'any' } : { prompt };
    }
  }
  throw new Error('the provider goes round in circles');
}

function keep(jar: Map<string, string>, setCookie: string): void {
  const [pair = ''] = setCookie.split(';');
  const at = pair.indexOf('=');
  if (pair.slice(at + 1) === '') jar.delete(pair.slice(0, at));
  else jar.set(pair.slice(0, at), pair.slice(at + 1));
}
