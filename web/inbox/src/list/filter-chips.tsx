import { ActionIcon, Button, CloseButton, Group } from '@mantine/core';
import { IconArrowsSort, IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useThings } from '../directory.js';
import classes from './inbox.module.css';
import type { ListSearch } from './list-search.js';
import { SORTS, STATUS_CATEGORIES } from './list-source.js';
import { type Option, Picker } from './picker.js';
import { useGoing, usePlace } from './place.js';

const CHANNELS = ['email', 'chat', 'social', 'hotline', 'api'] as const;

/** Quick narrowing of “all tickets”; the address keeps it. */
export function FilterChips() {
  const { t } = useTranslation('list');
  const { teams } = useThings();
  const { search } = usePlace();
  const { withSearch } = useGoing();
  const put = (name: keyof ListSearch, value: string | null) => {
    const { [name]: _, ...rest } = search;
    withSearch(value === null ? rest : { ...rest, [name]: value });
  };
  const chip = (name: keyof ListSearch, options: readonly Option[]) => (
    <Chip name={t(`filters.${name}`)} options={options} value={search[name] ?? null} onChange={(value) => put(name, value)} />
  );
  return (
    <Group gap={6} className={classes.chips} role="group" aria-label={t('filters.label')}>
      <Button
        size="compact-xs"
        radius="xl"
        variant={search.assignee === 'me' ? 'light' : 'default'}
        aria-pressed={search.assignee === 'me'}
        onClick={() => put('assignee', search.assignee === 'me' ? null : 'me')}
      >
        {t('filters.mine')}
      </Button>
      {chip(
        'status',
        STATUS_CATEGORIES.map((value) => ({ value, label: t(`statusCategory.${value}`) })),
      )}
      {chip(
        'channel',
        CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) })),
      )}
      {teams.length === 0
        ? null
        : chip(
            'team',
            teams.map((team) => ({ value: team.id, label: team.name })),
          )}
    </Group>
  );
}

/** The order of “all tickets”. */
export function SortChoice() {
  const { t } = useTranslation('list');
  const { search } = usePlace();
  const { withSearch } = useGoing();
  const chosen = search.sort ?? 'lastMessageAt';
  return (
    <Picker
      label={t('filters.sort')}
      options={SORTS.map((value) => ({
        value,
        label: t(`sorts.${value}`),
        ...(value === chosen ? { icon: <IconCheck size={14} aria-label={t('picker.chosen')} /> } : {}),
      }))}
      onPick={(sort) => withSearch({ ...search, sort })}
    >
      {(toggle, isOpen) => (
        <ActionIcon
          aria-label={`${t('filters.sort')}: ${t(`sorts.${chosen}`)}`}
          title={`${t('filters.sort')}: ${t(`sorts.${chosen}`)}`}
          aria-haspopup="listbox"
          aria-expanded={isOpen}
          onClick={toggle}
        >
          <IconArrowsSort size={17} />
        </ActionIcon>
      )}
    </Picker>
  );
}

interface ChipProps {
  readonly name: string;
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

function Chip({ name, options, value, onChange }: ChipProps) {
  const { t } = useTranslation('list');
  const chosen = options.find((option) => option.value === value);
  return (
    <span className={classes.chip}>
      <Picker label={name} options={options} onPick={onChange}>
        {(toggle, isOpen) => (
          <Button
            size="compact-xs"
            radius="xl"
            variant={chosen === undefined ? 'default' : 'light'}
            rightSection={chosen === undefined ? <IconChevronDown size={12} /> : null}
            aria-haspopup="listbox"
            aria-expanded={isOpen}
            onClick={toggle}
          >
            {chosen === undefined ? name : `${name}: ${chosen.label}`}
          </Button>
        )}
      </Picker>
      {chosen === undefined ? null : <CloseButton size={18} aria-label={t('filters.remove', { name })} onClick={() => onChange(null)} />}
    </span>
  );
}
