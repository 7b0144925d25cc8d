import { NumberInput, Select, Table } from '@mantine/core';
import type { Schemas } from '@parley/kit/desk';
import { useTranslation } from 'react-i18next';
import classes from '../supervisor.module.css';

type Team = Schemas['TeamAnswer'];

export interface Plan {
  /** Null: as it is. */
  readonly strategy: Team['strategy'] | null;
  /** Agents that are not there yet. */
  readonly more: number;
}

const STRATEGIES: readonly Team['strategy'][] = ['manual', 'sticky', 'round-robin', 'least-loaded', 'longest-idle'];
const MORE_MAX = 20;

export function TeamPlans({
  teams,
  plans,
  onChange,
}: {
  readonly teams: readonly Team[];
  readonly plans: Readonly<Record<string, Plan>>;
  readonly onChange: (plans: Readonly<Record<string, Plan>>) => void;
}) {
  const { t } = useTranslation('supervisor');
  const planOf = (id: string): Plan => plans[id] ?? { strategy: null, more: 0 };
  const change = (id: string, part: Partial<Plan>) => onChange({ ...plans, [id]: { ...planOf(id), ...part } });
  return (
    <div className={classes.scroll}>
      <Table withRowBorders={false} verticalSpacing={4} maw={760}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('team')}</Table.Th>
            <Table.Th>{t('simulation.strategy')}</Table.Th>
            <Table.Th>{t('simulation.more')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {teams.map(({ id, name, strategy }) => (
            <Table.Tr key={id}>
              <Table.Th scope="row" fw={500}>
                {name}
              </Table.Th>
              <Table.Td>
                <Select
                  aria-label={`${name}: ${t('simulation.strategy')}`}
                  size="xs"
                  w={260}
                  placeholder={t('simulation.asItIs', { strategy: t(`strategies.${strategy}`) })}
                  clearable
                  data={STRATEGIES.map((value) => ({ value, label: t(`strategies.${value}`) }))}
                  value={planOf(id).strategy}
                  onChange={(value) => change(id, { strategy: STRATEGIES.find((one) => one === value) ?? null })}
                />
              </Table.Td>
              <Table.Td>
                <NumberInput
                  aria-label={`${name}: ${t('simulation.more')}`}
                  size="xs"
                  w={90}
                  min={0}
                  max={MORE_MAX}
                  clampBehavior="strict"
                  allowDecimal={false}
                  value={planOf(id).more}
                  onChange={(value) => change(id, { more: Number(value) || 0 })}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
