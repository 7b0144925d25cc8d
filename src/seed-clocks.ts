import type { INestApplicationContext } from '@nestjs/common';
import { type CalendarId, newId } from './kernel/id.js';
import type { Tx } from './kernel/tx.js';
import {
  CalendarRepository,
  type CalendarSettings,
  compileCalendar,
  DEFAULT_PAUSES,
  type PolicyContent,
  PolicyRepository,
} from './sla/settings.js';

const DAYTIME = [{ from: '08:00', to: '20:00' }];

const JAKARTA: CalendarSettings = {
  timeZone: 'Asia/Jakarta',
  alwaysOpen: false,
  week: {
    monday: DAYTIME,
    tuesday: DAYTIME,
    wednesday: DAYTIME,
    thursday: DAYTIME,
    friday: DAYTIME,
    saturday: [{ from: '09:00', to: '17:00' }],
  },
  holidays: { country: 'ID', state: null, region: null },
  closed: [],
  special: [],
};

const ALWAYS: CalendarSettings = { timeZone: 'Asia/Jakarta', alwaysOpen: true, week: {}, holidays: null, closed: [], special: [] };

const HOUR = 60;
/** Twelve open hours. */
const DAY = 12 * HOUR;

/** Calendars and policies of the demo, so that every ticket shows by when it is due. */
export async function demoClocks(tx: Tx, app: INestApplicationContext): Promise<void> {
  const jakarta = await demoCalendar(tx, app, 'Jakarta office hours', JAKARTA);
  const always = await demoCalendar(tx, app, 'Around the clock', ALWAYS);
  for (const policy of demoPolicies(jakarta, always)) await app.get(PolicyRepository).insert(tx, policy);
}

async function demoCalendar(tx: Tx, app: INestApplicationContext, name: string, settings: CalendarSettings): Promise<CalendarId> {
  const id = newId<CalendarId>();
  await app.get(CalendarRepository).insert(tx, { id, name, settings, hours: await compileCalendar(settings, tx.now) });
  return id;
}

function demoPolicies(jakarta: CalendarId, always: CalendarId): readonly PolicyContent[] {
  const shared = { enabled: true, pauses: DEFAULT_PAUSES, warnAt: [80] };
  return [
    {
      ...shared,
      name: 'Account safety',
      condition: { field: 'category', operator: 'is', value: 'account' },
      calendarId: always,
      targets: {
        'first-response': levels(60, 30, 15, 5),
        'next-response': levels(60, 30, 15, 10),
        resolution: levels(24 * HOUR, 12 * HOUR, 4 * HOUR, HOUR),
      },
      escalations: [
        { afterMinutes: 0, metrics: ['first-response', 'next-response'], actions: [{ type: 'notify', to: 'team' }] },
        {
          afterMinutes: 15,
          metrics: ['first-response', 'next-response', 'resolution'],
          actions: [{ type: 'raise-priority' }, { type: 'notify', to: 'supervisors' }],
        },
      ],
    },
    {
      ...shared,
      name: 'Valued customers',
      condition: { field: 'contact.tier', operator: 'in', value: ['gold', 'platinum'] },
      calendarId: jakarta,
      targets: {
        'first-response': levels(60, 30, 15, 10),
        'next-response': levels(120, 60, 30, 15),
        resolution: levels(3 * DAY, 2 * DAY, DAY, 4 * HOUR),
      },
      escalations: [{ afterMinutes: 0, metrics: ['first-response'], actions: [{ type: 'notify', to: 'supervisors' }] }],
    },
    {
      ...shared,
      name: 'Everybody',
      condition: { all: [] },
      calendarId: jakarta,
      targets: {
        'first-response': levels(8 * HOUR, 4 * HOUR, 2 * HOUR, HOUR),
        'next-response': levels(8 * HOUR, 4 * HOUR, 2 * HOUR, HOUR),
        resolution: levels(7 * DAY, 5 * DAY, 3 * DAY, DAY),
        'periodic-update': levels(4 * DAY, 2 * DAY, DAY, 4 * HOUR),
      },
      escalations: [],
    },
  ];
}

function levels(low: number, normal: number, high: number, urgent: number) {
  return { low, normal, high, urgent };
}
