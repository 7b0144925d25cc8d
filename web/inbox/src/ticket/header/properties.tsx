import { Badge, CloseButton } from '@mantine/core';
import { fullTime } from '@parley/kit/formats';
import {
  IconAlarmSnooze,
  IconArrowDown,
  IconArrowUp,
  IconFolder,
  IconMinus,
  IconPlayerPause,
  IconTag,
  IconUrgent,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery, categoriesQuery, named, tagsQuery, teamsQuery } from '../../directory.js';
import { useMe } from '../../session.js';
import { type Dialog, usePane } from '../data/pane-context.js';
import { useWords } from '../data/use-words.js';
import classes from './header.module.css';
import { Picker } from './picker.js';
import { StatusPicker } from './status-picker.js';

const NOBODY = '';
const PRIORITIES: Readonly<Record<'urgent' | 'high' | 'normal' | 'low', ReactNode>> = {
  urgent: <IconUrgent size={14} className={classes.urgent} />,
  high: <IconArrowUp size={14} className={classes.high} />,
  normal: <IconMinus size={14} />,
  low: <IconArrowDown size={14} />,
};
type Priority = keyof typeof PRIORITIES;

/** Everything the ticket is, in one row; each opens by a click or its key. */
export function Properties() {
  const { ticket } = usePane();
  return (
    <div className={classes.properties}>
      <StatusPicker />
      {ticket.snoozedUntil === null ? null : <Snoozed until={ticket.snoozedUntil} />}
      {ticket.holdReason === null ? null : <Held reason={ticket.holdReason} />}
      <PriorityPicker />
      <CategoryPicker />
      <TeamPicker />
      <AssigneePicker />
      <Tags />
    </div>
  );
}

function useDialog(dialog: Dialog) {
  const pane = usePane();
  return {
    opened: pane.dialog === dialog,
    onOpened: (opened: boolean) => pane.open(opened ? dialog : null),
    disabled: !pane.mayWrite,
  };
}

function PriorityPicker() {
  const { t } = useTranslation('ticket');
  const { ticket, changing } = usePane();
  const options = (Object.keys(PRIORITIES) as Priority[]).map((value) => ({
    value,
    label: t(`priority.${value}`),
    icon: PRIORITIES[value],
  }));
  return (
    <Picker
      {...useDialog('priority')}
      label={t('fields.priority')}
      icon={PRIORITIES[ticket.priority]}
      shown={t(`priority.${ticket.priority}`)}
      options={options}
      chosen={[ticket.priority]}
      onChoose={(value) => void changing.change({ priority: value as Priority })}
    />
  );
}

function CategoryPicker() {
  const { t } = useTranslation('ticket');
  const { ticket, changing } = usePane();
  const words = useWords();
  const { data = [] } = useQuery(categoriesQuery);
  const options = data
    .filter(({ enabled, key }) => enabled || key === ticket.category)
    .map(({ key, names }) => ({ value: key, label: named(names, key) }));
  return (
    <Picker
      {...useDialog('category')}
      label={t('fields.category')}
      icon={<IconFolder size={14} />}
      shown={words.category(ticket.category)}
      options={options}
      chosen={[ticket.category]}
      onChoose={(category) => void changing.change({ category })}
    />
  );
}

function TeamPicker() {
  const { t } = useTranslation('ticket');
  const { ticket, changing } = usePane();
  const words = useWords();
  const { data = [] } = useQuery(teamsQuery);
  const options = [{ value: NOBODY, label: t('fields.noTeam') }, ...data.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <Picker
      {...useDialog('team')}
      label={t('fields.teamId')}
      icon={<IconUsers size={14} />}
      shown={ticket.teamId === null ? t('fields.noTeam') : (words.team(ticket.teamId) ?? '…')}
      options={options}
      chosen={[ticket.teamId ?? NOBODY]}
      onChoose={(id) => void changing.change({ teamId: id === NOBODY ? null : id })}
    />
  );
}

function AssigneePicker() {
  const { t } = useTranslation('ticket');
  const me = useMe();
  const { ticket, changing } = usePane();
  const words = useWords();
  const { data = [] } = useQuery(agentsQuery);
  const able = data.filter(
    ({ enabled, role, teamIds }) => enabled && role !== 'auditor' && (ticket.teamId === null || teamIds.includes(ticket.teamId)),
  );
  const others = able.filter(({ id }) => id !== me.id).map(({ id, name }) => ({ value: id, label: name }));
  const options = [{ value: me.id, label: t('header.me', { name: me.name }) }, { value: NOBODY, label: t('fields.nobody') }, ...others];
  return (
    <Picker
      {...useDialog('assignee')}
      label={t('fields.assigneeId')}
      icon={<IconUser size={14} />}
      shown={ticket.assigneeId === null ? t('fields.nobody') : (words.agent(ticket.assigneeId) ?? '…')}
      options={options}
      chosen={[ticket.assigneeId ?? NOBODY]}
      onChoose={(id) => void changing.change({ assigneeId: id === NOBODY ? null : id })}
    />
  );
}

function Tags() {
  const { t } = useTranslation('ticket');
  const { ticket, changing, mayWrite } = usePane();
  const { data = [] } = useQuery(tagsQuery);
  const names = [...new Set([...data.filter(({ enabled }) => enabled).map(({ name }) => name), ...ticket.tags])];
  const set = (tags: string[]) => void changing.change({ tags });
  const without = (tag: string) => ticket.tags.filter((one) => one !== tag);
  return (
    <>
      {ticket.tags.map((tag) => (
        <Badge
          key={tag}
          variant="default"
          size="md"
          tt="none"
          fw={500}
          rightSection={
            mayWrite ? (
              <CloseButton size={16} iconSize={12} aria-label={t('header.untag', { tag })} onClick={() => set(without(tag))} />
            ) : null
          }
        >
          {tag}
        </Badge>
      ))}
      <Picker
        {...useDialog('tags')}
        plain
        stays
        label={t('header.tag')}
        icon={<IconTag size={14} />}
        shown={ticket.tags.length === 0 ? t('header.tag') : '+'}
        options={names.map((name) => ({ value: name, label: name }))}
        chosen={ticket.tags}
        onChoose={(tag) => set(ticket.tags.includes(tag) ? without(tag) : [...ticket.tags, tag])}
        onNew={(tag) => set([...ticket.tags, tag])}
      />
    </>
  );
}

function Snoozed({ until }: { readonly until: string }) {
  const { t } = useTranslation('ticket');
  const { changing, mayWrite } = usePane();
  return (
    <span className={classes.standing}>
      <IconAlarmSnooze size={14} aria-hidden />
      {t('header.snoozedUntil', { at: fullTime(until) })}
      {mayWrite ? (
        <CloseButton size={18} aria-label={t('header.wake')} onClick={() => void changing.change({ snoozedUntil: null })} />
      ) : null}
    </span>
  );
}

function Held({ reason }: { readonly reason: string }) {
  const { t } = useTranslation('ticket');
  return (
    <span className={classes.standing} title={reason}>
      <IconPlayerPause size={14} aria-hidden />
      <span className={classes.chipText}>{t('header.heldFor', { reason })}</span>
    </span>
  );
}
