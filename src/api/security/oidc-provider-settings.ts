import { Injectable } from '@nestjs/common';
import { OidcClient, type OidcProvider } from '../../access/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { newId } from '../../kernel/id.js';
import type { OidcProviderChange, OidcProviderInput } from './oidc-providers.dto.js';

/** Makes a provider of what an administrator entered, or says what is wrong with it. */
@Injectable()
export class OidcProviderSettings {
  constructor(private readonly client: OidcClient) {}

  /** @throws DomainError `oidc-provider.issuer-not-https`, `oidc-provider.issuer-not-public`, `oidc-provider.role-needs-domains` */
  compose(input: OidcProviderInput): OidcProvider {
    const id = newId();
    const { label, issuer, clientId, clientSecret } = input;
    return this.checked({
      id,
      label,
      issuer,
      clientId,
      clientSecret: this.client.seal(id, clientSecret),
      allowedDomains: input.allowedDomains ?? [],
      defaultRole: input.defaultRole ?? null,
      enabled: input.enabled ?? true,
      version: 1,
    });
  }

  /** What is left out stays. @throws also `oidc-provider.version-conflict`, `oidc-provider.secret-needed` */
  changed(before: OidcProvider, change: OidcProviderChange): OidcProvider {
    if (change.version !== undefined && change.version !== before.version)
      throw new DomainError('conflict', 'oidc-provider.version-conflict', 'Somebody else changed this provider; load it again.', {
        version: before.version,
      });
    const { clientSecret } = change;
    // The secret would be sent to whoever the new issuer is.
    if (change.issuer !== undefined && change.issuer !== before.issuer && clientSecret === undefined)
      throw new DomainError('unprocessable', 'oidc-provider.secret-needed', 'Another issuer needs its own clientSecret.');
    return this.checked({
      ...before,
      label: change.label ?? before.label,
      issuer: change.issuer ?? before.issuer,
      clientId: change.clientId ?? before.clientId,
      clientSecret: clientSecret === undefined ? before.clientSecret : this.client.seal(before.id, clientSecret),
      allowedDomains: change.allowedDomains ?? before.allowedDomains,
      defaultRole: change.defaultRole === undefined ? before.defaultRole : change.defaultRole,
      enabled: change.enabled ?? before.enabled,
    });
  }

  private checked(provider: OidcProvider): OidcProvider {
    if (!this.client.mayBe(provider.issuer))
      throw new DomainError('unprocessable', 'oidc-provider.issuer-not-https', 'An issuer is an https address.', { field: 'issuer' });
    if (!this.client.isOutside(provider.issuer))
      throw new DomainError(
        'unprocessable',
        'oidc-provider.issuer-not-public',
        'An issuer is a public address, unless the operator lists it.',
        {
          field: 'issuer',
        },
      );
    if (provider.defaultRole !== null && provider.allowedDomains.length === 0)
      throw new DomainError('unprocessable', 'oidc-provider.role-needs-domains', 'With a defaultRole, say from which allowedDomains.');
    return provider;
  }
}
