import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core';
import { IconCopy, IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './calendars.module.css';
import { DAY as DAY_MINUTES, DAYS, nextSpan, rangeOf, type Span, spansOf, type Week, withDay } from './week-times.js';

/** The same hours as a list of inputs. */
export function HoursByDay({ week, onChange }: { readonly week: Week; readonly onChange: (week: Week) => void }) {
  const { t } = useTranslation('admin');
  return (
    <div className={classes.hours}>
      {DAYS.map((day) => {
        const spans = spansOf(week, day);
        const name = t(`days.${day}`);
        return [
          <Text key={`${day} name`} size="sm">
            {name}
          </Text>,
          <Group key={day} gap="xs" justify="space-between">
            <SpanList label={name} spans={spans} onChange={(next) => onChange(withDay(week, day, next))} />
            {day === 'monday' && spans.length > 0 ? (
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconCopy size={13} aria-hidden />}
                onClick={() => onChange({ ...week, tuesday: spans, wednesday: spans, thursday: spans, friday: spans })}
              >
                {t('week.copy')}
              </Button>
            ) : null}
          </Group>,
        ];
      })}
    </div>
  );
}

interface SpanListProps {
  readonly label: string;
  readonly spans: readonly Span[];
  readonly onChange: (spans: readonly Span[]) => void;
}

export function SpanList({ label, spans, onChange }: SpanListProps) {
  const { t } = useTranslation('admin');
  const change = (at: number, part: Partial<Span>) => onChange(spans.map((span, i) => (i === at ? { ...span, ...part } : span)));
  return (
    <div className={classes.spans}>
      {spans.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('week.closed')}
        </Text>
      ) : null}
      {spans.map((span, at) => (
        <span key={`${at} ${spans.length}`} className={classes.span}>
          <Time label={t('week.from', { day: label })} value={span.from} onChange={(from) => change(at, { from })} />
          –
          <Time label={t('week.to', { day: label })} value={span.to} onChange={(to) => change(at, { to })} />
          {rangeOf(span)[1] > DAY_MINUTES ? (
            <Text size="xs" c="dimmed" span>
              {t('week.nextDay')}
            </Text>
          ) : null}
          <ActionIcon
            size="sm"
            aria-label={t('week.remove', { day: label, from: span.from, to: span.to })}
            onClick={() => onChange(spans.filter((_, i) => i !== at))}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </span>
      ))}
      <ActionIcon size="sm" aria-label={t('week.addTo', { day: label })} onClick={() => onChange([...spans, nextSpan(spans)])}>
        <IconPlus size={14} aria-hidden />
      </ActionIcon>
    </div>
  );
}

/** 24:00 is shown as midnight: no input for times knows it. */
function Time({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }) {
  return (
    <TextInput
      type="time"
      size="xs"
      w={132}
      aria-label={label}
      value={value === '24:00' ? '00:00' : value}
      onChange={(e) => (e.currentTarget.value === '' ? undefined : onChange(e.currentTarget.value))}
    />
  );
}
