import { ActionIcon, Button, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './calendars.module.css';
import { SpanList } from './hours.js';
import type { Span } from './week-times.js';

export interface ClosedDate {
  readonly date: string;
  readonly name: string;
}

export interface SpecialDate extends ClosedDate {
  readonly open: readonly Span[];
}

interface DatesProps<One extends ClosedDate> {
  readonly value: readonly One[];
  readonly onChange: (value: readonly One[]) => void;
  readonly blank: One;
  readonly errorOf: (at: number) => string | undefined;
  readonly withHours: boolean;
}

/** Dates that are not like their day of the week. */
export function Dates<One extends ClosedDate>({ value, onChange, blank, errorOf, withHours }: DatesProps<One>) {
  const { t } = useTranslation('admin');
  const change = (at: number, part: Partial<SpecialDate>) => onChange(value.map((one, i) => (i === at ? { ...one, ...part } : one)));
  return (
    <Stack gap="sm">
      {value.map((one, at) => (
        <Stack key={`${at} ${value.length}`} gap={4}>
          <div className={classes.date}>
            <TextInput
              type="date"
              size="xs"
              aria-label={t('dates.date')}
              value={one.date}
              error={errorOf(at)}
              onChange={(e) => change(at, { date: e.currentTarget.value })}
            />
            <TextInput
              size="xs"
              aria-label={t('dates.name')}
              placeholder={t('dates.name')}
              value={one.name}
              onChange={(e) => change(at, { name: e.currentTarget.value })}
            />
            <ActionIcon
              aria-label={t('removeOne', { name: one.name || one.date })}
              onClick={() => onChange(value.filter((_, i) => i !== at))}
            >
              <IconX size={15} aria-hidden />
            </ActionIcon>
          </div>
          {withHours ? (
            <SpanList label={one.date} spans={(one as unknown as SpecialDate).open} onChange={(open) => change(at, { open })} />
          ) : null}
        </Stack>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        w="fit-content"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...value, blank])}
      >
        {t(withHours ? 'dates.addSpecial' : 'dates.addClosed')}
      </Button>
    </Stack>
  );
}
