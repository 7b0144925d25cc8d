import { NumberInput, Select, Table, Text } from '@mantine/core';
import type { Schemas } from '@parley/kit/desk';
import { useTranslation } from 'react-i18next';
import classes from '../admin.module.css';

export type Targets = Schemas['TargetsDto'];
export const METRICS = ['first-response', 'next-response', 'resolution', 'periodic-update'] as const;
export type Metric = (typeof METRICS)[number];
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
type Priority = (typeof PRIORITIES)[number];

/** No days: a day of open hours is not a day of the calendar. */
const UNITS = [1, 60] as const;

/** The promises: what is promised by when, for each priority. */
export function TargetsTable({ value, onChange }: { readonly value: Targets; readonly onChange: (value: Targets) => void }) {
  const { t } = useTranslation('admin');
  const set = (metric: Metric, priority: Priority, minutes: number | null) => {
    const { [priority]: _, ...rest } = value[metric] ?? {};
    onChange({ ...value, [metric]: minutes === null ? rest : { ...rest, [priority]: minutes } });
  };
  return (
    <div className={classes.tableBox}>
      <Table withTableBorder withColumnBorders verticalSpacing={6} horizontalSpacing={8} style={{ minWidth: 640 }}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('sla.promise')}</Table.Th>
            {PRIORITIES.map((priority) => (
              <Table.Th key={priority}>{t(`priority.${priority}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {METRICS.map((metric) => (
            <Table.Tr key={metric}>
              <Table.Th scope="row" maw={180}>
                {t(`metric.${metric}.name`)}
                <Text size="xs" c="dimmed" fw={400}>
                  {t(`metric.${metric}.help`)}
                </Text>
              </Table.Th>
              {PRIORITIES.map((priority) => (
                <Table.Td key={priority}>
                  <Duration
                    label={`${t(`metric.${metric}.name`)}, ${t(`priority.${priority}`)}`}
                    minutes={value[metric]?.[priority] ?? null}
                    onChange={(minutes) => set(metric, priority, minutes)}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface DurationProps {
  readonly label: string;
  readonly minutes: number | null;
  readonly onChange: (minutes: number | null) => void;
}

/** A number and its unit; the unit it was entered in is the largest that fits. */
function Duration({ label, minutes, onChange }: DurationProps) {
  const { t } = useTranslation('admin');
  const unit = minutes === null ? 60 : (UNITS.toReversed().find((one) => minutes % one === 0) ?? 1);
  return (
    <div style={{ display: 'flex', gap: 4 }}>
      <NumberInput
        size="xs"
        w={58}
        min={1}
        hideControls
        aria-label={label}
        placeholder="–"
        value={minutes === null ? '' : minutes / unit}
        onChange={(value) => onChange(typeof value === 'number' && value > 0 ? Math.round(value * unit) : null)}
      />
      <Select
        size="xs"
        w={74}
        aria-label={`${label}: ${t('sla.unit')}`}
        allowDeselect={false}
        disabled={minutes === null}
        data={UNITS.map((one) => ({ value: String(one), label: t(`unit.${one}`) }))}
        value={String(unit)}
        onChange={(next) => onChange(minutes === null ? null : Math.round((minutes / unit) * Number(next ?? 60)))}
        comboboxProps={{ zIndex: 350, width: 110 }}
      />
    </div>
  );
}

export function shortTargets(targets: Targets, metric: Metric): string {
  const all = Object.values(targets[metric] ?? {}) as number[];
  if (all.length === 0) return '–';
  const inWords = (minutes: number) => (minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`);
  const least = Math.min(...all);
  const most = Math.max(...all);
  return least === most ? inWords(least) : `${inWords(least)} – ${inWords(most)}`;
}
