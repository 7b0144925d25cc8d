import { Injectable } from '@nestjs/common';
import {
  isOfDomain,
  type OidcClaims,
  OidcClient,
  OidcIdentityRepository,
  type OidcProvider,
  OidcProviderRepository,
  type OpenedSession,
} from '../../access/index.js';
import { AgentRepository, type AgentRow } from '../../agents/settings.js';
import { DomainError, notFound } from '../../kernel/domain-error.js';
import { type AgentId, newId } from '../../kernel/id.js';
import type { KnownRequest } from '../guard/allow.js';
import { OpenSession } from './open-session.js';

/**
 * Who somebody is when a provider says so: the agent to whom (issuer, subject) was linked. An address is never a reason,
 * whatever the provider says of it; it only decides about domains, and about new accounts where the provider makes them.
 */
@Injectable()
export class OidcLogins {
  constructor(
    readonly client: OidcClient,
    private readonly providers: OidcProviderRepository,
    private readonly identities: OidcIdentityRepository,
    private readonly agents: AgentRepository,
    private readonly sessions: OpenSession,
  ) {}

  /** For the login page. */
  async offered(): Promise<readonly OidcProvider[]> {
    return (await this.providers.page(null, 200)).filter((p) => p.enabled);
  }

  /** @throws DomainError `oidc-provider.not-found` */
  async provider(id: string): Promise<OidcProvider> {
    const provider = await this.providers.find(id);
    if (provider === null || !provider.enabled) throw notFound('oidc-provider');
    return provider;
  }

  /** @throws DomainError `oidc.domain-not-allowed` */
  admit(provider: OidcProvider, claims: OidcClaims): void {
    if (!isOfDomain(claims, provider.allowedDomains))
      throw new DomainError('forbidden', 'oidc.domain-not-allowed', 'The provider vouches for no address in an allowed domain.');
  }

  /** @throws DomainError `oidc.not-linked`, `oidc.address-taken`, `oidc.agent-disabled` */
  async login(request: KnownRequest, provider: OidcProvider, claims: OidcClaims): Promise<OpenedSession> {
    const identity = await this.identities.find(claims);
    if (identity === null) return this.welcome(request, provider, claims);
    const agent = await this.agents.find(identity.agentId);
    if (agent === null || !agent.enabled) throw new DomainError('forbidden', 'oidc.agent-disabled', 'This account is disabled.');
    return this.sessions.open(request, { agent, method: 'oidc', also: (tx) => this.identities.noteLogin(tx, claims) });
  }

  /** The first login of somebody nobody knows: an account where the provider makes them, else a refusal. */
  private welcome(request: KnownRequest, { defaultRole, allowedDomains }: OidcProvider, claims: OidcClaims): Promise<OpenedSession> {
    const { email, emailVerified, name } = claims;
    // Without domains anybody in the world could come in: refused at save, and here again.
    if (defaultRole === null || allowedDomains.length === 0 || email === null || !emailVerified)
      throw new DomainError('forbidden', 'oidc.not-linked', 'Nobody here is linked to this identity. Log in and link it first.');
    const agent: Pick<AgentRow, 'id' | 'name' | 'role'> = { id: newId<AgentId>(), name: (name ?? email).slice(0, 100), role: defaultRole };
    return this.sessions.open(request, {
      agent,
      method: 'oidc',
      also: async (tx) => {
        const facts = { email, name: agent.name, role: agent.role, enabled: true, languages: [] };
        if ((await this.agents.insert(tx, facts, agent.id)) === null)
          throw new DomainError('forbidden', 'oidc.address-taken', 'An agent has this address already. Log in as that agent and link it.');
        if (!(await this.identities.link(tx, claims, agent.id))) throw new DomainError('conflict', 'oidc.identity-taken', 'Try again.');
        await this.identities.noteLogin(tx, claims);
      },
    });
  }
}
