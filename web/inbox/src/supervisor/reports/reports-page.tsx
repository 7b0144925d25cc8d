import { Alert, Button, Center, Group, SegmentedControl, Select, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { EChartsCoreOption } from 'echarts/core';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTeams } from '../../directory.js';
import { Chart } from '../chart.js';
import classes from '../supervisor.module.css';
import { type By, csvUrl, type Every, type Figures, type Question, stepsOf, useFigures, ZONE } from './ask-figures.js';
import { FiguresTable } from './figures-table.js';
import { useNameOf } from './name-of.js';
import { chartOf } from './series.js';

const SPANS = ['1', '7', '30', '90'] as const;
const DRAWN: readonly { readonly name: string; readonly line: boolean; readonly value: (row: Figures) => number | null }[] = [
  { name: 'received', line: false, value: (row) => row.received },
  { name: 'opened', line: false, value: (row) => row.opened },
  { name: 'firstResponse', line: true, value: (row) => minutes(row.firstResponse.averageSeconds) },
  { name: 'resolution', line: true, value: (row) => minutes(row.resolution.averageSeconds) },
  { name: 'breaches', line: false, value: (row) => row.breaches },
  { name: 'sent', line: false, value: (row) => row.sent },
];

/** Volume, answers, resolutions and broken promises, over time and broken down. */
export function ReportsPage() {
  const { t, i18n } = useTranslation('supervisor');
  const [question, setQuestion] = useState<Question>({ days: 7, by: 'channel', every: 'day', teamId: null });
  const { data, error } = useFigures(question);
  const nameOf = useNameOf(question.by);
  const stepOf = useCallback((at: string) => stepText(at, question.every, i18n.language), [question.every, i18n.language]);
  const rows = data?.items;
  const charts = useMemo(
    () =>
      DRAWN.map(({ name, ...how }) => ({
        name,
        option: chartOf(rows ?? [], { ...how, steps: stepsOf(question), nameOf, stepOf, rest: t('reports.rest') }),
      })),
    [rows, question, nameOf, stepOf, t],
  );
  return (
    <Stack gap="lg">
      <Title order={1} size="h3">
        {t('reports.title')}
      </Title>
      <Questions question={question} isCut={data?.isCut === true} onChange={setQuestion} />
      {error === null ? null : <Alert color="red">{error.message}</Alert>}
      {data?.isCut ? <Alert color="yellow">{t('reports.cut')}</Alert> : null}
      <div className={classes.wide}>
        {charts.map(({ name, option }) => (
          <Card key={name} title={t(`reports.figures.${name}`)}>
            <Drawn
              option={option}
              isLoading={rows === undefined}
              label={t('reports.chart', { figure: t(`reports.figures.${name}`), by: t(`reports.by.${question.by}`) })}
            />
          </Card>
        ))}
      </div>
      <Card title={t('reports.table')}>
        {rows === undefined ? <Skeleton h={120} /> : <FiguresTable rows={rows} by={question.by} nameOf={nameOf} />}
      </Card>
      <Text size="xs" c="dimmed">
        {t('reports.note', { zone: ZONE })}
      </Text>
    </Stack>
  );
}

function Drawn({
  option,
  isLoading,
  label,
}: {
  readonly option: EChartsCoreOption | null;
  readonly isLoading: boolean;
  readonly label: string;
}) {
  const { t } = useTranslation('supervisor');
  if (isLoading) return <Skeleton h={260} />;
  if (option !== null) return <Chart option={option} label={label} />;
  return (
    <Center h={260} c="dimmed" fz="sm">
      {t('reports.nothing')}
    </Center>
  );
}

function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.card} aria-label={title}>
      <Text fw={600} size="sm" mb="xs">
        {title}
      </Text>
      {children}
    </section>
  );
}

interface QuestionsUse {
  readonly question: Question;
  readonly isCut: boolean;
  onChange(question: Question): void;
}

function Questions({ question, isCut, onChange }: QuestionsUse) {
  const { t } = useTranslation('supervisor');
  const teams = useTeams();
  const spans = SPANS.map((value) => ({ value, label: t(`reports.days.${value}`) }));
  const bys = (['channel', 'category', 'team', 'agent'] as const).map((value) => ({ value, label: t(`reports.by.${value}`) }));
  const everies = (['hour', 'day', 'week'] as const).map((value) => ({
    value,
    label: t(`reports.every.${value}`),
    disabled: value === 'hour' && question.days > 7,
  }));
  return (
    <Group gap="sm">
      <SegmentedControl
        aria-label={t('reports.span')}
        data={spans}
        value={String(question.days)}
        onChange={(value) => onChange({ ...question, days: Number(value), every: everyFor(Number(value)) })}
      />
      <SegmentedControl
        aria-label={t('reports.brokenDown')}
        data={bys}
        value={question.by}
        onChange={(by) => onChange({ ...question, by: by as By })}
      />
      <SegmentedControl
        aria-label={t('reports.steps')}
        data={everies}
        value={question.every}
        onChange={(every) => onChange({ ...question, every: every as Every })}
      />
      <Select
        aria-label={t('team')}
        placeholder={t('reports.allTeams')}
        clearable
        searchable
        w={190}
        data={teams.map(({ id, name }) => ({ value: id, label: name }))}
        value={question.teamId}
        onChange={(teamId) => onChange({ ...question, teamId })}
      />
      {/* A table that would be cut is refused; the alert below says what to ask instead. */}
      <Button
        component="a"
        {...(isCut ? { 'aria-disabled': true, 'data-disabled': true } : { href: csvUrl(question), download: true })}
        variant="default"
        leftSection={<IconDownload size={16} />}
      >
        CSV
      </Button>
    </Group>
  );
}

function everyFor(days: number): Every {
  return days === 1 ? 'hour' : days > 60 ? 'week' : 'day';
}

function minutes(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds / 6) / 10;
}

function stepText(at: string, every: Every, language: string): string {
  const style: Intl.DateTimeFormatOptions = every === 'hour' ? { hour: 'numeric', minute: '2-digit' } : { day: 'numeric', month: 'short' };
  return new Intl.DateTimeFormat(language, style).format(new Date(at));
}
