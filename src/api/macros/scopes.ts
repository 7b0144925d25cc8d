import { Injectable } from '@nestjs/common';
import { type Looking, NOBODY, type Visibility } from '../../automation/settings.js';
import type { Actor } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';
import { KnownNamesView } from '../../views/known-names.js';
import { agentOf } from '../shared/agent-of.js';

/** What has an owner, a team, or belongs to everybody. */
export interface Scoped {
  readonly visibility: Visibility;
  /** The owner, the team, or nobody. */
  readonly scopeId: string;
}

/** Who sees and who may change macros and canned texts: agents their own, supervisors and administrators all others too. */
@Injectable()
export class Scopes {
  constructor(private readonly names: KnownNamesView) {}

  looking(me: Actor): Looking {
    return { agentId: agentOf(me), seesAllTeams: leads(me) };
  }

  /** @throws DomainError `scope.no-team`, `scope.unknown-team`, `scope.not-yours` */
  async of(me: Actor, visibility: Visibility, teamId: string | undefined): Promise<Scoped> {
    if (visibility === 'personal') return { visibility, scopeId: agentOf(me) };
    if (!leads(me)) throw notYours();
    if (visibility === 'shared') return { visibility, scopeId: NOBODY };
    if (teamId === undefined) throw new DomainError('unprocessable', 'scope.no-team', 'Say which team it is for: teamId.');
    const unknown = await this.names.unknown({ statuses: [], categories: [], teamIds: [teamId], agentIds: [] });
    if (unknown.length > 0) throw new DomainError('unprocessable', 'scope.unknown-team', 'There is no such team.', { teamId });
    return { visibility, scopeId: teamId };
  }

  /** @throws DomainError `scope.not-yours` */
  checkChange(me: Actor, { visibility, scopeId }: Scoped): void {
    const mayChange = visibility === 'personal' ? scopeId === agentOf(me) : leads(me);
    if (!mayChange) throw notYours();
  }
}

/** How a scope is shown. */
export function shownScope({ visibility, scopeId }: Scoped): { readonly ownerId: string | null; readonly teamId: string | null } {
  return { ownerId: visibility === 'personal' ? scopeId : null, teamId: visibility === 'team' ? scopeId : null };
}

function leads(me: Actor): boolean {
  return 'role' in me && (me.role === 'admin' || me.role === 'supervisor');
}

function notYours(): DomainError {
  return new DomainError('forbidden', 'scope.not-yours', 'What a team or everybody uses is changed by supervisors and administrators.');
}
