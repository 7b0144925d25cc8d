import type { Actor, Role } from '../../kernel/actor.js';

/** What can be asked for: one name per resource and kind of act. Tokens carry them as scopes. */
export const PERMISSIONS = [
  'agent:read',
  'agent:write',
  'attachment:read',
  'attachment:write',
  'audit:read',
  'automation:read',
  'automation:write',
  'channel:read',
  'contact:merge',
  'contact:read',
  'contact:write',
  'inbox:read',
  'inbox:write',
  'job:read',
  'job:write',
  'macro:read',
  'macro:write',
  'notification-setting:read',
  'notification-setting:write',
  'presence:read',
  'presence:write',
  'receipt:read',
  'receipt:write',
  'report:read',
  'routing:read',
  'routing:write',
  'sla:read',
  'sla:what-if',
  'sla:write',
  'security:read',
  'security:write',
  'team:read',
  'team:write',
  'ticket:delete',
  'ticket:read',
  'ticket:write',
  'ticket-setting:read',
  'ticket-setting:write',
  'token:read',
  'token:write',
  'view:read',
  'view:write',
  'webhook:read',
  'webhook:write',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

const READ: readonly Permission[] = [
  'agent:read',
  'attachment:read',
  'channel:read',
  'contact:read',
  'inbox:read',
  'macro:read',
  'sla:read',
  'team:read',
  'ticket:read',
  'ticket-setting:read',
  'view:read',
];
const WORK: readonly Permission[] = [
  ...READ,
  'attachment:write',
  'contact:write',
  'macro:write',
  'presence:write',
  'ticket:write',
  'view:write',
];

/** The matrix. What is not here is denied. */
const ALLOWED: Readonly<Record<Role, readonly Permission[]>> = {
  admin: PERMISSIONS,
  supervisor: [
    ...WORK,
    'automation:read',
    'contact:merge',
    'presence:read',
    'receipt:read',
    'report:read',
    'routing:read',
    'routing:write',
    'sla:what-if',
    'team:write',
    'ticket:delete',
  ],
  agent: WORK,
  auditor: [...READ, 'audit:read', 'automation:read', 'presence:read', 'receipt:read', 'report:read', 'routing:read', 'security:read'],
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
