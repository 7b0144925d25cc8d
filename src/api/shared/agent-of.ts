import { type Actor, agentIdOf } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { AgentId } from '../../kernel/id.js';

/** The agent who asks, or whose token it is. @throws DomainError `access.unauthenticated` */
export function agentOf(me: Actor): AgentId {
  const id = agentIdOf(me);
  if (id === null) throw new DomainError('unauthenticated', 'access.unauthenticated', 'Log in, or send an API token.');
  return id;
}
