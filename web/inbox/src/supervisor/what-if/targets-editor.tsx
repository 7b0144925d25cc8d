import { NumberInput, Table } from '@mantine/core';
import type { Schemas } from '@parley/kit/desk';
import { useTranslation } from 'react-i18next';
import classes from '../supervisor.module.css';

export type Targets = Schemas['TargetsDto'];

export const METRICS = ['first-response', 'next-response', 'resolution', 'periodic-update'] as const;
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;

/** Minutes of working time for each metric and priority; an empty field promises nothing. What differs from the policy is marked. */
export function TargetsEditor({
  targets,
  original,
  onChange,
}: {
  readonly targets: Targets;
  readonly original: Targets;
  readonly onChange: (targets: Targets) => void;
}) {
  const { t } = useTranslation('supervisor');
  const set = (metric: (typeof METRICS)[number], priority: (typeof PRIORITIES)[number], minutes: number | undefined) => {
    const { [priority]: _, ...others } = targets[metric] ?? {};
    const line = minutes === undefined ? others : { ...others, [priority]: minutes };
    const { [metric]: __, ...rest } = targets;
    onChange(Object.keys(line).length === 0 ? rest : { ...rest, [metric]: line });
  };
  return (
    <div className={classes.scroll}>
      <Table withRowBorders={false} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('whatIf.minutes')}</Table.Th>
            {PRIORITIES.map((priority) => (
              <Table.Th key={priority}>{t(`priorities.${priority}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {METRICS.map((metric) => (
            <Table.Tr key={metric}>
              <Table.Th scope="row" fw={500}>
                {t(`metrics.${metric}`)}
              </Table.Th>
              {PRIORITIES.map((priority) => (
                <Table.Td key={priority}>
                  <NumberInput
                    aria-label={`${t(`metrics.${metric}`)}, ${t(`priorities.${priority}`)}`}
                    size="xs"
                    w={104}
                    min={1}
                    allowDecimal={false}
                    placeholder="–"
                    value={targets[metric]?.[priority] ?? ''}
                    styles={
                      targets[metric]?.[priority] === original[metric]?.[priority]
                        ? {}
                        : { input: { borderColor: 'var(--mantine-primary-color-filled)', fontWeight: 600 } }
                    }
                    onChange={(value) => set(metric, priority, value === '' ? undefined : Number(value))}
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
