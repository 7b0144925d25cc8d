import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Bearers, type Credential, may, SESSION_COOKIE } from '../access/index.js';
import { type Actor, agentIdOf } from '../kernel/actor.js';
import { LiveTicketsView, NO_TEAMS } from '../views/live-tickets.js';
import type { RefusalCode } from './frames.js';
import type { Beholder } from './ticket-sight.js';

export class Refusal extends Error {
  constructor(readonly code: RefusalCode) {
    super(code);
    this.name = 'Refusal';
  }
}

export interface Knock {
  readonly auth: Readonly<Record<string, unknown>>;
  readonly headers: IncomingHttpHeaders;
  readonly transport: string;
}

/**
 * Who connects. A program proves it by its API token. A browser has its session's cookie, which it sends whoever made it
 * connect: so the page must be one of ours (Origin), and know the session's CSRF token, as for every write of the API.
 */
@Injectable()
export class Admission {
  constructor(
    private readonly bearers: Bearers,
    private readonly view: LiveTicketsView,
  ) {}

  /** @param ownOrigin where our own pages come from @throws Refusal */
  async admit({ auth, headers, transport }: Knock, ownOrigin: string): Promise<{ credential: Credential; beholder: Beholder }> {
    // Long polling would hide what a client has not read from us, and let any page's form speak.
    if (transport !== 'websocket') throw new Refusal('realtime.websocket-only');
    const credential = credentialOf(auth, headers);
    if (credential === null) throw new Refusal('realtime.unauthenticated');
    if (credential.kind === 'session') this.checkBrowser(credential.token, { auth, headers, ownOrigin });
    const actor = await this.actorOf(credential);
    const agentId = actor === null ? null : agentIdOf(actor);
    if (actor === null || agentId === null) throw new Refusal('realtime.unauthenticated');
    if (!may(actor, 'ticket:read')) throw new Refusal('realtime.forbidden');
    const teams = await this.view.teamsOf([agentId]);
    return { credential, beholder: { actor, agentId, ...(teams.get(agentId) ?? NO_TEAMS) } };
  }

  private checkBrowser(
    session: string,
    { auth, headers, ownOrigin }: Pick<Knock, 'auth' | 'headers'> & { readonly ownOrigin: string },
  ): void {
    const { origin, host } = headers;
    if (origin === undefined || (origin !== ownOrigin && hostOf(origin) !== host)) throw new Refusal('realtime.origin-not-allowed');
    const csrfToken = auth['csrfToken'];
    if (typeof csrfToken !== 'string' || !this.bearers.isCsrfRight(session, csrfToken)) throw new Refusal('realtime.csrf');
  }

  /** Not from the second-old memory of requests: a connection lasts. */
  private async actorOf(credential: Credential): Promise<Actor | null> {
    if (credential.kind === 'token') await this.bearers.actorOfToken(credential.token); // notes its use
    const [actor] = await this.bearers.recheck([credential]);
    return actor ?? null;
  }
}

function credentialOf(auth: Knock['auth'], { cookie, authorization }: IncomingHttpHeaders): Credential | null {
  const given = auth['token'];
  if (typeof given === 'string') return { kind: 'token', token: given };
  if (authorization !== undefined) return { kind: 'token', token: authorization.replace(/^Bearer +/i, '') };
  const session = (cookie ?? '')
    .split(';')
    .map((part) => part.trim().split('='))
    .find(([name]) => name === SESSION_COOKIE)?.[1];
  return session === undefined ? null : { kind: 'session', token: session };
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
