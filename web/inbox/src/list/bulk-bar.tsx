import { ActionIcon, CloseButton, Group, Text } from '@mantine/core';
import { IconCategory, IconCircleDot, IconFlag3, IconTagMinus, IconTagPlus, IconUser, IconUsers } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { named, useThings } from '../directory.js';
import { useMay, useMe } from '../session.js';
import type { BulkChange } from './bulk.js';
import { useBulks } from './bulk-provider.js';
import classes from './inbox.module.css';
import type { Row } from './list-source.js';
import { type Option, Picker } from './picker.js';
import { Refusal } from './refusal.js';
import type { Selection } from './use-selection.js';

const HoldReason = lazy(async () => ({ default: (await import('../ticket/header/hold-reason.js')).HoldReason }));
const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
const NOBODY = '-';

/** While tickets are selected: what can be done with all of them at once. */
export function BulkBar({ selection, rows }: { readonly selection: Selection; readonly rows: readonly Row[] }) {
  const { t } = useTranslation('list');
  const may = useMay();
  const bulks = useBulks();
  const choices = useChoices(rows, selection);
  /** The status that was chosen and waits for its reason. */
  const [held, setHeld] = useState<Option | null>(null);
  if (selection.ids.size === 0) return null;
  const start = (change: BulkChange, label: string) => {
    const afterSeqs = Object.fromEntries(rows.flatMap(({ id, lastSeq }) => (selection.ids.has(id) ? [[id, lastSeq]] : [])));
    bulks.start({ ticketIds: [...selection.ids], afterSeqs, change, label, numbers: new Map(rows.map((row) => [row.id, row.number])) });
    selection.clear();
  };
  const count = selection.ids.size;
  const act = (name: string, icon: ReactNode, options: readonly Option[], changeOf: (value: string) => BulkChange, adds = false) => (
    <Act
      key={name}
      label={t(`bulk.acts.${name}`)}
      icon={icon}
      options={options}
      {...(adds ? { addLabel: (text: string) => t('bulk.newTag', { text }) } : {})}
      onPick={(value) => {
        const option = options.find((one) => one.value === value) ?? { value, label: value };
        if (choices.holding.has(value) && name === 'status') return setHeld(option);
        start(changeOf(value), t(`bulk.labels.${name}`, { value: option.label, count }));
      }}
    />
  );
  const orNull = (value: string) => (value === NOBODY ? null : value);
  return (
    <div className={classes.bulkBar} role="toolbar" aria-label={t('bulk.label')}>
      <Group gap={2} wrap="nowrap">
        <CloseButton size="sm" aria-label={t('commands.clear')} onClick={selection.clear} />
        <Text size="sm" fw={600} aria-live="polite" className={classes.selected}>
          {t('bulk.selected', { count })}
        </Text>
        <span className={classes.spring} />
        {may('ticket:write') ? (
          <>
            {act('assign', <IconUser size={17} />, choices.agents, (value) => ({ assigneeId: orNull(value) }))}
            {act('team', <IconUsers size={17} />, choices.teams, (value) => ({ teamId: orNull(value) }))}
            {act('status', <IconCircleDot size={17} />, choices.statuses, (status) => ({ status }))}
            {act('priority', <IconFlag3 size={17} />, choices.priorities, (value) => ({ priority: value as (typeof PRIORITIES)[number] }))}
            {act('category', <IconCategory size={17} />, choices.categories, (category) => ({ category }))}
            {act('addTag', <IconTagPlus size={17} />, choices.tags, (tag) => ({ addTags: [tag] }), true)}
            {act('removeTag', <IconTagMinus size={17} />, choices.theirTags, (tag) => ({ removeTags: [tag] }))}
          </>
        ) : null}
      </Group>
      <Refusal error={bulks.error} />
      {held === null ? null : (
        <Suspense>
          <HoldReason
            opened
            before=""
            onClose={() => setHeld(null)}
            onHold={(holdReason) => {
              setHeld(null);
              start({ status: held.value, holdReason }, t('bulk.labels.status', { value: held.label, count }));
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

interface ActProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly options: readonly Option[];
  readonly onPick: (value: string) => void;
  readonly addLabel?: (text: string) => string;
}

function Act({ label, icon, ...picker }: ActProps) {
  return (
    <Picker label={label} {...picker}>
      {(toggle, isOpen) => (
        <ActionIcon aria-label={label} title={label} aria-haspopup="listbox" aria-expanded={isOpen} onClick={toggle}>
          {icon}
        </ActionIcon>
      )}
    </Picker>
  );
}

function useChoices(rows: readonly Row[], selection: Selection) {
  const { t } = useTranslation('list');
  const me = useMe();
  const { agents, teams, statuses, categories, tags } = useThings();
  const theirs = new Set(rows.filter((row) => selection.ids.has(row.id)).flatMap((row) => row.tags));
  const nobody = { value: NOBODY, label: t('bulk.nobody') };
  const plain = (value: string) => ({ value, label: value });
  return {
    agents: [
      { value: me.id, label: t('bulk.me') },
      nobody,
      ...agents
        .filter((one) => one.enabled && one.id !== me.id && one.role !== 'auditor')
        .map((one) => ({ value: one.id, label: one.name })),
    ],
    teams: [{ value: NOBODY, label: t('bulk.noTeam') }, ...teams.map((team) => ({ value: team.id, label: team.name }))],
    statuses: statuses
      .filter((status) => status.enabled && status.choosable)
      .map((status) => ({ value: status.name, label: named(status.names, status.name) })),
    /** Statuses that need a reason. */
    holding: new Set(statuses.filter((status) => status.category === 'on_hold').map((status) => status.name)),
    priorities: PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) })),
    categories: categories.filter((one) => one.enabled).map((one) => ({ value: one.key, label: named(one.names, one.key) })),
    tags: tags.filter((tag) => tag.enabled).map((tag) => plain(tag.name)),
    theirTags: [...theirs].map(plain),
  };
}
