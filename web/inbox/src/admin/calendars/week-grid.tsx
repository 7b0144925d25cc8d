import { ActionIcon, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './calendars.module.css';
import { DAY, DAYS, type Day, nextSpan, rangeOf, type Span, STEP, snapped, spanOf, spansOf, type Week, withDay } from './week-times.js';

interface WeekGridProps {
  readonly week: Week;
  readonly onChange: (week: Week) => void;
  readonly readOnly: boolean;
}

const EDGE_PX = 7;
const HOURS = [0, 3, 6, 9, 12, 15, 18, 21];

interface Drag {
  readonly day: Day;
  readonly at: number;
  readonly how: 'move' | 'start' | 'end';
  readonly grabbed: number;
  readonly first: readonly [number, number];
}

/** A week drawn: hours are made, moved and stretched by hand, or with the arrow keys. */
export function WeekGrid({ week, onChange, readOnly }: WeekGridProps) {
  const { t } = useTranslation('admin');
  return (
    <div className={classes.grid} role="group" aria-label={t('week.title')}>
      <div className={classes.gutter} aria-hidden>
        {HOURS.map((hour) => (
          <span key={hour} style={{ top: `${(hour / 24) * 100}%` }}>
            {String(hour).padStart(2, '0')}
          </span>
        ))}
      </div>
      {DAYS.map((day, at) => (
        <DayColumn
          key={day}
          day={day}
          spans={spansOf(week, day)}
          before={spansOf(week, DAYS[(at + 6) % 7] ?? 'sunday')}
          onChange={(spans) => onChange(withDay(week, day, spans))}
          readOnly={readOnly}
        />
      ))}
    </div>
  );
}

interface DayColumnProps {
  readonly day: Day;
  readonly spans: readonly Span[];
  readonly before: readonly Span[];
  readonly onChange: (spans: readonly Span[]) => void;
  readonly readOnly: boolean;
}

function DayColumn({ day, spans, before, onChange, readOnly }: DayColumnProps) {
  const { t } = useTranslation('admin');
  const { column, down, move, up } = useDrag(day, spans, onChange, readOnly);
  const name = t(`days.${day}`);
  return (
    <div className={classes.day} role="group" aria-label={name}>
      <div className={classes.dayHead}>
        <Text size="xs" fw={600} component="span">
          {t(`daysShort.${day}`)}
        </Text>
        {readOnly ? null : (
          <ActionIcon size="xs" aria-label={t('week.addTo', { day: name })} onClick={() => onChange([...spans, nextSpan(spans)])}>
            <IconPlus size={13} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <div
        ref={column}
        className={classes.column}
        onPointerDown={(e) => down(e, null)}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
      >
        {before.map((span) => {
          const [, end] = rangeOf(span);
          return end <= DAY ? null : (
            <div key={span.from} className={classes.tail} style={{ height: `${((end - DAY) / DAY) * 100}%` }} aria-hidden />
          );
        })}
        {spans.map((span, at) => (
          <Block
            key={`${at} ${spans.length}`}
            span={span}
            label={t('week.span', { day: name, from: span.from, to: span.to })}
            readOnly={readOnly}
            onPointerDown={(event) => down(event, at)}
            onChange={(next) => onChange(next === null ? spans.filter((_, i) => i !== at) : spans.map((one, i) => (i === at ? next : one)))}
          />
        ))}
      </div>
    </div>
  );
}

interface BlockProps {
  readonly span: Span;
  readonly label: string;
  readonly readOnly: boolean;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onChange: (span: Span | null) => void;
}

function Block({ span, label, readOnly, onPointerDown, onChange }: BlockProps) {
  const [start, end] = rangeOf(span);
  const onKey = (event: KeyboardEvent) => {
    const next = readOnly ? undefined : keyed(event, start, end);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(next);
  };
  return (
    <button
      type="button"
      className={classes.block}
      aria-label={label}
      aria-keyshortcuts="ArrowUp ArrowDown Shift+ArrowUp Shift+ArrowDown Delete"
      onKeyDown={onKey}
      onPointerDown={onPointerDown}
      style={{ top: `${(start / DAY) * 100}%`, height: `${((Math.min(end, DAY) - start) / DAY) * 100}%` }}
    >
      <span aria-hidden>
        {span.from} – {span.to}
      </span>
    </button>
  );
}

/** Arrows move, with Shift they move the end, Delete takes it away. */
function keyed({ key, shiftKey }: KeyboardEvent, start: number, end: number): Span | null | undefined {
  if (key === 'Delete' || key === 'Backspace') return null;
  const step = key === 'ArrowUp' ? -STEP : key === 'ArrowDown' ? STEP : 0;
  if (step === 0) return undefined;
  return shiftKey ? spanOf(start, end + step) : spanOf(start + step, end + step);
}

function useDrag(day: Day, spans: readonly Span[], onChange: (spans: readonly Span[]) => void, readOnly: boolean) {
  const column = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const minuteAt = (event: PointerEvent) => {
    const box = column.current?.getBoundingClientRect();
    return box === undefined ? 0 : ((event.clientY - box.top) / box.height) * DAY;
  };
  const down = (event: PointerEvent<HTMLElement>, at: number | null) => {
    if (readOnly || event.button !== 0) return;
    event.stopPropagation();
    column.current?.setPointerCapture(event.pointerId);
    const minute = minuteAt(event);
    const span = at === null ? undefined : spans[at];
    if (at === null || span === undefined) {
      const start = Math.min(Math.floor(minute / 30) * 30, DAY - 60);
      const made = spanOf(start, start + 60);
      onChange([...spans, made]);
      const place = [...spans, made].toSorted((a, b) => rangeOf(a)[0] - rangeOf(b)[0]).indexOf(made);
      setDrag({ day, at: place, how: 'end', grabbed: minute, first: [start, start + 60] });
      return;
    }
    event.currentTarget.focus();
    const box = event.currentTarget.getBoundingClientRect();
    const how = event.clientY - box.top < EDGE_PX ? 'start' : box.bottom - event.clientY < EDGE_PX ? 'end' : 'move';
    setDrag({ day, at, how, grabbed: minute, first: rangeOf(span) });
  };
  const move = (event: PointerEvent) => {
    if (drag === null) return;
    const [start, end] = drag.first;
    const by = snapped(minuteAt(event) - drag.grabbed);
    const next =
      drag.how === 'move'
        ? spanOf(start + by, end + by)
        : drag.how === 'end'
          ? spanOf(start, end + by)
          : spanOf(Math.min(start + by, end - STEP), end);
    if (spans[drag.at]?.from !== next.from || spans[drag.at]?.to !== next.to)
      onChange(spans.map((span, i) => (i === drag.at ? next : span)));
  };
  const up = () => setDrag(null);
  return { column, down, move, up };
}
