import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { toDto } from '../platform/http/validation.js';
import { type ChannelDefinition, type Inbox, type SettingField, settingsOf } from './contract/index.js';

/** An inbox as it is configured: public settings and secrets in the clear. */
export interface ConfiguredInbox {
  readonly id: string;
  readonly name: string;
  readonly channel: string;
  readonly provider: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, unknown>>;
  readonly language: string;
}

export interface OpenedInbox {
  readonly definition: ChannelDefinition;
  readonly inbox: Inbox<object>;
}

export interface SplitSettings {
  readonly settings: Record<string, unknown>;
  readonly secrets: Record<string, unknown>;
}

/** What can be connected, and the way from a stored inbox to its adapter. */
@Injectable()
export class ChannelRegistry {
  private readonly byName: ReadonlyMap<string, ChannelDefinition>;

  constructor(
    readonly definitions: readonly ChannelDefinition[],
    private readonly publicUrl: string,
  ) {
    this.byName = new Map(definitions.map((d) => [nameOf(d), d]));
    if (this.byName.size !== definitions.length) throw new Error('two channel definitions have the same name');
  }

  find(channel: string, provider: string): ChannelDefinition | null {
    return this.byName.get(nameOf({ channel, provider })) ?? null;
  }

  /** @throws when the provider is not part of this version. */
  open(configured: ConfiguredInbox): OpenedInbox {
    const definition = this.find(configured.channel, configured.provider);
    if (definition === null)
      throw new DomainError('unavailable', 'inbox.unknown-provider', `This version has no ${configured.channel}/${configured.provider}.`);
    const settings = Object.assign(new definition.settings(), configured.settings, configured.secrets);
    return {
      definition,
      inbox: { id: configured.id, name: configured.name, language: configured.language, settings, ingressUrl: this.ingressUrl(configured) },
    };
  }

  webhookUrls(configured: ConfiguredInbox): Readonly<Record<string, string>> {
    const { webhooks } = this.open(configured).definition;
    return Object.fromEntries(
      webhooks.map(({ purpose, path }) => [purpose, path === '' ? this.ingressUrl(configured) : `${this.ingressUrl(configured)}/${path}`]),
    );
  }

  /**
   * Checks settings against the provider's class and parts secrets from the rest.
   * @throws DomainError `request.invalid` naming each wrong field.
   */
  async validate(definition: ChannelDefinition, given: Readonly<Record<string, unknown>>): Promise<SplitSettings> {
    const complete = await toDto(definition.settings, { ...new definition.settings(), ...given });
    const fields = settingsOf(definition.settings);
    const entries = Object.entries(complete).filter(([, value]) => value !== undefined);
    const isSecret = (name: string) => fields.some((f) => f.name === name && f.secret === true);
    return {
      settings: Object.fromEntries(entries.filter(([name]) => !isSecret(name))),
      secrets: Object.fromEntries(entries.filter(([name]) => isSecret(name))),
    };
  }

  /** Required fields that are empty: with any of them the inbox cannot be enabled. */
  missing(definition: ChannelDefinition, values: Readonly<Record<string, unknown>>): readonly SettingField[] {
    return settingsOf(definition.settings).filter((f) => f.required === true && (values[f.name] === undefined || values[f.name] === ''));
  }

  private ingressUrl({ channel, id }: ConfiguredInbox): string {
    return `${this.publicUrl}/ingress/${channel}/${id}`;
  }
}

function nameOf({ channel, provider }: { readonly channel: string; readonly provider: string }): string {
  return `${channel}/${provider}`;
}
