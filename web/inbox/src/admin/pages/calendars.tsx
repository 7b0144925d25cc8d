import { Group, Select, Switch, Text, TextInput } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { currentLanguage } from '@parley/kit/languages';
import { useTranslation } from 'react-i18next';
import { COUNTRIES } from '../calendars/countries.js';
import { type ClosedDate, Dates, type SpecialDate } from '../calendars/dates.js';
import { HoursByDay } from '../calendars/hours.js';
import { WeekGrid } from '../calendars/week-grid.js';
import { DAYS, openMinutes, type Week } from '../calendars/week-times.js';
import { Section } from '../common/fields.js';
import type { PageProps } from '../common/page-props.js';
import type { FormProps, Resource } from '../common/resource.js';
import { ResourcePage } from '../common/resource-page.js';

type Calendar = Schemas['CalendarAnswer'];

interface Draft {
  readonly name: string;
  readonly timeZone: string;
  readonly alwaysOpen: boolean;
  readonly week: Week;
  readonly country: string | null;
  readonly state: string;
  readonly closed: readonly ClosedDate[];
  readonly special: readonly SpecialDate[];
}

const PATH = '/api/v1/calendars/{id}';
const OFFICE = [{ from: '09:00', to: '17:00' }];
const at = (id: string) => ({ params: { path: { id } } });

function bodyOf({ country, state, ...draft }: Draft) {
  return { ...draft, holidays: country === null ? null : { country, ...(state.trim() === '' ? {} : { state: state.trim() }) } };
}

const calendars: Resource<Calendar, Draft> = {
  name: 'calendars',
  permission: 'sla:write',
  idOf: ({ id }) => id,
  titleOf: ({ name }) => name,
  list: (query) => ask(desk.GET('/api/v1/calendars', { params: { query } })),
  one: (id) => ask(desk.GET(PATH, at(id))),
  blank: () => ({
    name: '',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    alwaysOpen: false,
    week: Object.fromEntries(DAYS.slice(0, 5).map((day) => [day, OFFICE])),
    country: null,
    state: '',
    closed: [],
    special: [],
  }),
  draftOf: ({ name, timeZone, alwaysOpen, week, holidays, closed, special }) => ({
    name,
    timeZone,
    alwaysOpen,
    week,
    country: (holidays as { country?: string } | null)?.country ?? null,
    state: (holidays as { state?: string | null } | null)?.state ?? '',
    closed: closed.map((one) => ({ name: '', ...one })),
    special: special.map((one) => ({ name: '', ...one })),
  }),
  create: (draft) => ask(desk.POST('/api/v1/calendars', { body: bodyOf(draft) as never })),
  change: ({ id, version }, draft) => ask(desk.PATCH(PATH, { ...at(id), body: { ...bodyOf(draft), version } as never })),
  Form: CalendarForm,
};

export function Calendars(props: PageProps) {
  const { t } = useTranslation('admin');
  return (
    <ResourcePage
      {...props}
      resource={calendars}
      size={860}
      columns={[
        { key: 'timeZone', render: ({ timeZone }) => timeZone },
        {
          key: 'hours',
          render: ({ alwaysOpen, week }) =>
            alwaysOpen ? t('calendar.always') : t('calendar.hours', { count: Math.round(openMinutes(week) / 60) }),
        },
        { key: 'holidays', render: ({ holidays }) => countryName((holidays as { country?: string } | null)?.country ?? null) },
      ]}
    />
  );
}

function countryName(code: string | null): string {
  return code === null ? '–' : (new Intl.DisplayNames([currentLanguage()], { type: 'region' }).of(code) ?? code);
}

function CalendarForm({ draft, set, errorOf, row, readOnly }: FormProps<Calendar, Draft>) {
  const { t } = useTranslation('admin');
  return (
    <>
      <Group grow align="flex-start">
        <TextInput
          label={t('fields.name')}
          required
          data-autofocus
          value={draft.name}
          onChange={(e) => set({ name: e.currentTarget.value })}
          error={errorOf('name')}
        />
        <Select
          label={t('calendar.timeZone')}
          required
          searchable
          allowDeselect={false}
          limit={60}
          data={[...new Set(['UTC', draft.timeZone, ...Intl.supportedValuesOf('timeZone')])]}
          value={draft.timeZone}
          onChange={(timeZone) => set({ timeZone: timeZone ?? draft.timeZone })}
          error={errorOf('timeZone')}
          comboboxProps={{ zIndex: 350 }}
        />
      </Group>
      <Switch
        label={t('calendar.alwaysOpen')}
        description={t('calendar.alwaysOpenHelp')}
        checked={draft.alwaysOpen}
        onChange={(e) => set({ alwaysOpen: e.currentTarget.checked })}
      />
      {draft.alwaysOpen ? null : (
        <Section title={t('week.title')} help={t('week.help')}>
          <WeekGrid week={draft.week} onChange={(week) => set({ week })} readOnly={readOnly} />
          <HoursByDay week={draft.week} onChange={(week) => set({ week })} />
        </Section>
      )}
      <Section title={t('calendar.holidays')} help={t('calendar.holidaysHelp')}>
        <Group align="flex-start" grow>
          <Select
            label={t('calendar.country')}
            placeholder={t('calendar.noHolidays')}
            searchable
            clearable={draft.country !== null}
            clearButtonProps={{ 'aria-label': `${t('calendar.country')}: ×` }}
            data={COUNTRIES.map((code) => ({ value: code, label: countryName(code) })).toSorted((a, b) => a.label.localeCompare(b.label))}
            value={draft.country}
            onChange={(country) => set({ country, state: '' })}
            error={errorOf('holidays.country')}
            comboboxProps={{ zIndex: 350 }}
          />
          <TextInput
            label={t('calendar.state')}
            placeholder={t('calendar.stateExample')}
            disabled={draft.country === null}
            value={draft.state}
            onChange={(e) => set({ state: e.currentTarget.value })}
            error={errorOf('holidays.state')}
          />
        </Group>
        {row === null ? null : <NextClosed dates={row.closedDates} />}
      </Section>
      <Section title={t('calendar.closed')} help={t('calendar.closedHelp')}>
        <Dates
          value={draft.closed}
          onChange={(closed) => set({ closed })}
          blank={{ date: '', name: '' }}
          errorOf={(i) => errorOf(`closed.${i}.date`)}
          withHours={false}
        />
      </Section>
      <Section title={t('calendar.special')} help={t('calendar.specialHelp')}>
        <Dates
          value={draft.special}
          onChange={(special) => set({ special })}
          blank={{ date: '', name: '', open: OFFICE }}
          errorOf={(i) => errorOf(`special.${i}.date`)}
          withHours
        />
      </Section>
    </>
  );
}

const SHOWN = 8;

function NextClosed({ dates }: { readonly dates: readonly string[] }) {
  const { t } = useTranslation('admin');
  const today = new Date().toISOString().slice(0, 10);
  const next = dates.filter((date) => date >= today).slice(0, SHOWN);
  if (next.length === 0) return null;
  const style = new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <Text size="xs" c="dimmed">
      {t('calendar.next', { dates: next.map((date) => style.format(new Date(`${date}T00:00:00Z`))).join(' · ') })}
    </Text>
  );
}
