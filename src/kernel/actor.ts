import type { AgentId, ContactId } from './id.js';

export type Role = 'admin' | 'supervisor' | 'agent' | 'auditor';
export const ROLES: readonly Role[] = ['admin', 'supervisor', 'agent', 'auditor'];

/** Who does something. A token acts for the agent who made it, within its scopes. */
export type Actor =
  | { readonly type: 'agent'; readonly id: AgentId; readonly name: string; readonly role: Role }
  | {
      readonly type: 'token';
      readonly id: AgentId;
      readonly name: string;
      readonly role: Role;
      readonly scopes: readonly string[];
      readonly tokenId: string;
    }
  | { readonly type: 'contact'; readonly id: ContactId; readonly name: string }
  | { readonly type: 'system'; readonly name: string };

export function systemActor(name: string): Actor {
  return { type: 'system', name };
}

/** The agent behind an actor, or null for customers and the system. */
export function agentIdOf(actor: Actor): AgentId | null {
  return actor.type === 'agent' || actor.type === 'token' ? actor.id : null;
}
