import type { Actor, Role } from '../../kernel/actor.js';

/** What can be asked for: one name per resource and kind of act. Tokens carry them as scopes. */
export const PERMISSIONS = [
  'agent:read',
  'agent:write',
  'attachment:read',
  'attachment:write',
  'audit:read',
  'channel:read',
  'contact:read',
  'contact:write',
  'inbox:read',
  'inbox:write',
  'receipt:read',
  'receipt:write',
  'security:read',
  'security:write',
  'team:read',
  'team:write',
  'ticket:read',
  'ticket:write',
  'token:read',
  'token:write',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

const READ: readonly Permission[] = [
  'agent:read',
  'attachment:read',
  'channel:read',
  'contact:read',
  'inbox:read',
  'team:read',
  'ticket:read',
];
const WORK: readonly Permission[] = [...READ, 'attachment:write', 'contact:write', 'ticket:write'];

/** The matrix. What is not here is denied. */
const ALLOWED: Readonly<Record<Role, readonly Permission[]>> = {
  admin: PERMISSIONS,
  supervisor: [...WORK, 'receipt:read', 'team:write'],
  agent: WORK,
  auditor: [...READ, 'audit:read', 'receipt:read', 'security:read'],
};

/** May this actor do that? A token needs the scope and an agent behind it who may. */
export function may(actor: Actor, permission: Permission): boolean {
  switch (actor.type) {
    case 'agent':
      return ALLOWED[actor.role].includes(permission);
    case 'token':
      return actor.scopes.includes(permission) && ALLOWED[actor.role].includes(permission);
    case 'contact':
    case 'system':
      return false;
  }
}

export function permissionsOf(role: Role): readonly Permission[] {
  return ALLOWED[role];
}
