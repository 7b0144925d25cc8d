import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { fullTime } from '@parley/kit/formats';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../admin.module.css';
import { GuardedDrawer } from '../common/guarded-drawer.js';
import { useAgents } from '../common/lookups.js';
import { PageFrame } from '../common/page-frame.js';
import type { PageProps } from '../common/page-props.js';
import { useList } from '../common/resource.js';
import { ResourceTable } from '../common/resource-table.js';

type Entry = Schemas['AuditAnswer'];

interface Filter {
  readonly actorId: string | null;
  readonly action: string;
  readonly resource: string;
  readonly from: string;
  readonly to: string;
}

const NOTHING: Filter = { actorId: null, action: '', resource: '', from: '', to: '' };

/** Who did what, and from where: as it was written in the same transaction, chained. */
export function Audit({ id, open }: PageProps) {
  const { t } = useTranslation('admin');
  const [filter, setFilter] = useState(NOTHING);
  const asked = queryOf(filter);
  const list = useList('audit', (query) => ask(desk.GET('/api/v1/audit', { params: { query: { ...query, ...asked } } })), [asked]);
  const entry = list.rows?.find((row) => row.id === id);
  return (
    <PageFrame name="audit">
      <ResourceTable<Entry>
        name="audit"
        list={list}
        idOf={(row) => row.id}
        titleOf={({ action }) => actOf(t, action)}
        openId={id}
        open={open}
        toolbar={<Filters filter={filter} set={(change) => setFilter((before) => ({ ...before, ...change }))} />}
        columns={[
          { key: 'who', render: ({ actorName, tokenId }) => (tokenId === null ? actorName : t('audit.byToken', { name: actorName })) },
          { key: 'at', render: ({ at }) => <span style={{ whiteSpace: 'nowrap' }}>{fullTime(at)}</span> },
          { key: 'address', render: ({ address }) => address },
          { key: 'seq', render: ({ seq }) => seq ?? '…' },
        ]}
      />
      <GuardedDrawer opened={entry !== undefined} title={entry === undefined ? ' ' : actOf(t, entry.action)} onClose={() => open(null)}>
        {() => (entry === undefined ? null : <Details entry={entry} />)}
      </GuardedDrawer>
    </PageFrame>
  );
}

/** `PATCH /api/v1/tickets/:id` for people: "Changed: tickets/:id". */
function actOf(t: TFunction<'admin'>, action: string): string {
  const call = /^(GET|POST|PATCH|PUT|DELETE) (?:\/api\/v1)?\/(.+)$/.exec(action);
  if (call !== null) return `${t(`audit.verb.${call[1] ?? ''}`)}: ${call[2]}`;
  return action === 'login.refused' ? t('audit.refused') : action;
}

function queryOf({ actorId, action, resource, from, to }: Filter) {
  return {
    ...(actorId === null ? {} : { actorId }),
    ...(action.trim() === '' ? {} : { action: action.trim() }),
    ...(resource.trim() === '' ? {} : { resource: resource.trim() }),
    ...(from === '' ? {} : { from: new Date(`${from}T00:00:00`).toISOString() }),
    ...(to === '' ? {} : { to: new Date(`${to}T23:59:59.999`).toISOString() }),
  };
}

function Filters({ filter, set }: { readonly filter: Filter; readonly set: (change: Partial<Filter>) => void }) {
  const { t } = useTranslation('admin');
  const agents = useAgents();
  return (
    <Group gap="xs" wrap="wrap">
      <Select
        size="xs"
        w={200}
        aria-label={t('columns.who')}
        placeholder={t('columns.who')}
        data={[...agents]}
        value={filter.actorId}
        onChange={(actorId) => set({ actorId })}
        clearable={filter.actorId !== null}
        clearButtonProps={{ 'aria-label': `${t('columns.who')}: ×` }}
        searchable
      />
      <TextInput
        size="xs"
        w={130}
        aria-label={t('audit.action')}
        placeholder={t('audit.action')}
        value={filter.action}
        onChange={(e) => set({ action: e.currentTarget.value })}
      />
      <TextInput
        size="xs"
        w={130}
        aria-label={t('audit.resource')}
        placeholder={t('audit.resource')}
        value={filter.resource}
        onChange={(e) => set({ resource: e.currentTarget.value })}
      />
      <TextInput
        size="xs"
        type="date"
        aria-label={t('audit.from')}
        value={filter.from}
        onChange={(e) => set({ from: e.currentTarget.value })}
      />
      <TextInput size="xs" type="date" aria-label={t('audit.to')} value={filter.to} onChange={(e) => set({ to: e.currentTarget.value })} />
      {filter === NOTHING ? null : (
        <Button size="xs" variant="subtle" onClick={() => set(NOTHING)}>
          {t('audit.clear')}
        </Button>
      )}
    </Group>
  );
}

function Details({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation('admin');
  const facts: readonly (readonly [string, string])[] = [
    [t('columns.at'), fullTime(entry.at)],
    [t('columns.who'), entry.actorName],
    [t('audit.call'), entry.action],
    [t('columns.address'), entry.address],
    [t('audit.resourceId'), entry.resourceId ?? '–'],
    [t('audit.request'), entry.requestId],
    [t('columns.seq'), String(entry.seq ?? '…')],
    [t('audit.hash'), entry.hash ?? '…'],
  ];
  return (
    <Stack p="lg" gap="md">
      {facts.map(([label, value]) => (
        <div key={label}>
          <Text size="xs" c="dimmed">
            {label}
          </Text>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {value}
          </Text>
        </div>
      ))}
      <div>
        <Text size="xs" c="dimmed" mb={4}>
          {t('audit.detail')}
        </Text>
        <section className={classes.pre} aria-label={t('audit.detail')}>
          {JSON.stringify(entry.detail, null, 2)}
        </section>
      </div>
    </Stack>
  );
}
