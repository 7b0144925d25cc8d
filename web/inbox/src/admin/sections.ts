import {
  IconBell,
  IconBolt,
  IconBuildingBroadcastTower,
  IconCalendarTime,
  IconClockBolt,
  IconFingerprint,
  IconForms,
  IconHistory,
  IconHome,
  IconInbox,
  IconKey,
  IconListDetails,
  IconRepeatOff,
  IconRoute,
  IconScale,
  IconShieldLock,
  IconSparkles,
  IconStack2,
  IconTags,
  IconTextPlus,
  IconToggleLeft,
  IconUsers,
  IconUsersGroup,
  IconWebhook,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { PageProps } from './common/page-props.js';

export interface Section {
  /** The address, the key of its texts, and of what it fetches. */
  readonly name: string;
  readonly icon: typeof IconHome;
  /** Whoever lacks it does not see the page. */
  readonly permission: string;
  readonly load: () => Promise<ComponentType<PageProps>>;
}

export interface SectionGroup {
  readonly name: string;
  readonly sections: readonly Section[];
}

export const GROUPS: readonly SectionGroup[] = [
  {
    name: 'contact',
    sections: [
      { name: 'inboxes', icon: IconInbox, permission: 'inbox:write', load: async () => (await import('./pages/inboxes.js')).Inboxes },
      {
        name: 'channel-weights',
        icon: IconScale,
        permission: 'routing:read',
        load: async () => (await import('./pages/channel-weights.js')).ChannelWeights,
      },
    ],
  },
  {
    name: 'people',
    sections: [
      { name: 'agents', icon: IconUsers, permission: 'agent:write', load: async () => (await import('./pages/agents.js')).Agents },
      { name: 'teams', icon: IconUsersGroup, permission: 'team:write', load: async () => (await import('./pages/teams.js')).Teams },
      { name: 'skills', icon: IconSparkles, permission: 'routing:read', load: async () => (await import('./pages/skills.js')).Skills },
    ],
  },
  {
    name: 'promises',
    sections: [
      {
        name: 'calendars',
        icon: IconCalendarTime,
        permission: 'sla:read',
        load: async () => (await import('./pages/calendars.js')).Calendars,
      },
      {
        name: 'sla-policies',
        icon: IconClockBolt,
        permission: 'sla:read',
        load: async () => (await import('./pages/sla-policies.js')).SlaPolicies,
      },
    ],
  },
  {
    name: 'work',
    sections: [
      {
        name: 'routing-rules',
        icon: IconRoute,
        permission: 'routing:read',
        load: async () => (await import('./pages/routing-rules.js')).RoutingRules,
      },
      {
        name: 'automations',
        icon: IconBolt,
        permission: 'automation:read',
        load: async () => (await import('./pages/automations.js')).Automations,
      },
      { name: 'macros', icon: IconStack2, permission: 'macro:write', load: async () => (await import('./pages/macros.js')).Macros },
      {
        name: 'canned-texts',
        icon: IconTextPlus,
        permission: 'macro:write',
        load: async () => (await import('./pages/canned-texts.js')).CannedTexts,
      },
    ],
  },
  {
    name: 'tickets',
    sections: [
      {
        name: 'categories',
        icon: IconListDetails,
        permission: 'ticket-setting:read',
        load: async () => (await import('./pages/categories.js')).Categories,
      },
      {
        name: 'statuses',
        icon: IconToggleLeft,
        permission: 'ticket-setting:read',
        load: async () => (await import('./pages/statuses.js')).Statuses,
      },
      {
        name: 'custom-fields',
        icon: IconForms,
        permission: 'ticket-setting:read',
        load: async () => (await import('./pages/custom-fields.js')).CustomFields,
      },
      { name: 'tags', icon: IconTags, permission: 'ticket-setting:read', load: async () => (await import('./pages/tags.js')).Tags },
    ],
  },
  {
    name: 'security',
    sections: [
      {
        name: 'security',
        icon: IconShieldLock,
        permission: 'security:read',
        load: async () => (await import('./pages/security.js')).Security,
      },
      {
        name: 'oidc-providers',
        icon: IconFingerprint,
        permission: 'security:read',
        load: async () => (await import('./pages/oidc-providers.js')).OidcProviders,
      },
      { name: 'audit', icon: IconHistory, permission: 'audit:read', load: async () => (await import('./pages/audit.js')).Audit },
    ],
  },
  {
    name: 'outside',
    sections: [
      { name: 'api-tokens', icon: IconKey, permission: 'token:read', load: async () => (await import('./pages/api-tokens.js')).ApiTokens },
      { name: 'webhooks', icon: IconWebhook, permission: 'webhook:read', load: async () => (await import('./pages/webhooks.js')).Webhooks },
      {
        name: 'notifications',
        icon: IconBell,
        permission: 'notification-setting:read',
        load: async () => (await import('./pages/notifications.js')).NotificationSettings,
      },
      {
        name: 'quarantine',
        icon: IconBuildingBroadcastTower,
        permission: 'receipt:read',
        load: async () => (await import('./pages/quarantine.js')).Quarantine,
      },
      {
        name: 'failed-jobs',
        icon: IconRepeatOff,
        permission: 'job:read',
        load: async () => (await import('./pages/failed-jobs.js')).FailedJobs,
      },
    ],
  },
];

export const HOME_ICON = IconHome;
export const SECTIONS: readonly Section[] = GROUPS.flatMap(({ sections }) => sections);
