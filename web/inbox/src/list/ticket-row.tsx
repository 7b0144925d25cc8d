import type { Schemas } from '@parley/kit/desk';
import { fullTime, shortTime, span, useNow } from '@parley/kit/formats';
import { IconAlarmSnooze, IconCheck, IconClockHour4, IconFlag3, IconSpiral } from '@tabler/icons-react';
import { type MouseEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { named } from '../directory.js';
import { initials } from '../face.js';
import { ChannelIcon } from './channel-icon.js';
import type { Row } from './list-source.js';
import classes from './row.module.css';

export interface Known {
  readonly agents: ReadonlyMap<string, string>;
  readonly teams: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, string>;
  readonly statuses: ReadonlyMap<string, Schemas['StatusAnswer']>;
  readonly categories: ReadonlyMap<string, Schemas['CategoryAnswer']>;
  readonly unread: ReadonlySet<string>;
}

interface Props {
  readonly row: Row;
  readonly known: Known;
  readonly at: number;
  readonly size: number;
  readonly isActive: boolean;
  readonly isOpened: boolean;
  readonly isSelected: boolean;
  readonly isSelecting: boolean;
  readonly onClick: (event: MouseEvent) => void;
  readonly onTick: () => void;
}

const TAGS_SHOWN = 2;
const STEP_MS = 10_000;

export const TicketRow = memo(Shown, (a, b) =>
  (['row', 'known', 'at', 'size', 'isActive', 'isOpened', 'isSelected', 'isSelecting'] as const).every((name) => a[name] === b[name]),
);

function Shown({ row, known, at, size, isActive, isOpened, isSelected, isSelecting, onClick, onTick }: Props) {
  const { t } = useTranslation('list');
  const isUnread = known.unread.has(row.id);
  const isDone = row.statusCategory === 'resolved' || row.statusCategory === 'closed';
  return (
    // The keyboard is handled by the list, which has the focus
    <div
      id={`row-${row.id}`}
      role="option"
      aria-selected={isSelected}
      aria-current={isOpened ? 'true' : undefined}
      aria-posinset={at + 1}
      aria-setsize={size}
      className={classes.row}
      data-active={isActive}
      data-opened={isOpened}
      data-selected={isSelected}
      data-selecting={isSelecting}
      data-unread={isUnread}
      data-done={isDone}
      onClick={onClick}
    >
      <span
        className={classes.tick}
        data-ticked={isSelected}
        aria-hidden
        title={t('commands.select')}
        onClick={(event) => {
          event.stopPropagation();
          onTick();
        }}
      >
        {isSelected ? <IconCheck size={13} stroke={3} /> : null}
      </span>
      <div className={classes.line}>
        <ChannelIcon channel={row.channel} />
        {isUnread ? <span className={classes.dot} role="img" aria-label={t('row.unread')} /> : null}
        <span className={classes.contact}>{row.contact.name}</span>
        <Priority priority={row.priority} />
        <Waiting row={row} />
      </div>
      <div className={classes.line}>
        <span className={classes.subject}>
          <span className={classes.number}>#{row.number}</span> {row.subject}
        </span>
        <Due dueAt={row.dueAt} />
      </div>
      <div className={classes.line}>
        <Marks row={row} known={known} />
        <span className={classes.preview}>
          {row.lastDirection === 'outbound' ? `${t('row.answered')} ` : ''}
          {row.preview}
        </span>
        <Assignee id={row.assigneeId} known={known} />
      </div>
    </div>
  );
}

function Waiting({ row }: { readonly row: Row }) {
  const { t } = useTranslation('list');
  const now = useNow(STEP_MS);
  if (row.waitingSince === null)
    return (
      <time className={classes.time} dateTime={row.lastMessageAt} title={fullTime(row.lastMessageAt)}>
        {shortTime(row.lastMessageAt, now)}
      </time>
    );
  const waited = span(Math.max(0, now - Date.parse(row.waitingSince)));
  return (
    <time className={classes.waiting} dateTime={row.waitingSince} title={t('row.waitingSince', { at: fullTime(row.waitingSince) })}>
      {t('row.waiting', { span: waited })}
    </time>
  );
}

const SOON_MS = 30 * 60_000;

/** The colour never says it alone: the words do. */
function Due({ dueAt }: { readonly dueAt: string | null }) {
  const { t } = useTranslation('list');
  const now = useNow(STEP_MS);
  if (dueAt === null) return null;
  const left = Date.parse(dueAt) - now;
  const urgency = left < 0 ? 'late' : left < SOON_MS ? 'soon' : 'calm';
  return (
    <span className={classes.due} data-urgency={urgency} title={fullTime(dueAt)}>
      <IconClockHour4 size={12} aria-hidden />
      {t(left < 0 ? 'row.late' : 'row.due', { span: span(left) })}
    </span>
  );
}

function Priority({ priority }: { readonly priority: string }) {
  const { t } = useTranslation('list');
  if (priority !== 'high' && priority !== 'urgent') return null;
  const label = t(`priority.${priority}`);
  return (
    <span className={classes.priority} data-priority={priority} title={label}>
      <IconFlag3 size={13} aria-hidden />
      {priority === 'urgent' ? label : <span className="visually-hidden">{label}</span>}
    </span>
  );
}

function Marks({ row, known }: { readonly row: Row; readonly known: Known }) {
  const { t } = useTranslation('list');
  const now = useNow(STEP_MS);
  const isSnoozed = row.snoozedUntil !== null && Date.parse(row.snoozedUntil) > now;
  const status = known.statuses.get(row.status);
  const isUsual = row.statusCategory === 'new' || row.statusCategory === 'open';
  return (
    <>
      {row.isSpam ? (
        <span className={classes.mark} data-mark="spam">
          <IconSpiral size={12} aria-hidden /> {t('row.spam')}
        </span>
      ) : null}
      {isSnoozed ? (
        <span className={classes.mark} title={fullTime(row.snoozedUntil ?? '')}>
          <IconAlarmSnooze size={12} aria-hidden /> {shortTime(row.snoozedUntil ?? '', now)}
        </span>
      ) : null}
      {isUsual ? null : <span className={classes.mark}>{named(status?.names, row.status)}</span>}
      {row.tags.slice(0, TAGS_SHOWN).map((tag) => (
        <span key={tag} className={classes.tag}>
          <i style={{ background: known.tags.get(tag) ?? 'var(--mantine-color-gray-5)' }} aria-hidden />
          {tag}
        </span>
      ))}
      {row.tags.length > TAGS_SHOWN ? <span className={classes.tag}>+{row.tags.length - TAGS_SHOWN}</span> : null}
    </>
  );
}

function Assignee({ id, known }: { readonly id: string | null; readonly known: Known }) {
  const { t } = useTranslation('list');
  if (id === null) return <span className={classes.nobody} role="img" aria-label={t('row.unassigned')} title={t('row.unassigned')} />;
  const name = known.agents.get(id) ?? '';
  return (
    <span className={classes.avatar} role="img" aria-label={t('row.assignedTo', { name })} title={t('row.assignedTo', { name })}>
      {initials(name)}
    </span>
  );
}
