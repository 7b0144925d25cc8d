import { Button, Center, Skeleton, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../admin.module.css';
import { inAddress } from './address.js';
import { saying } from './problems.js';
import type { Column, useList } from './resource.js';

const FILTERED_FROM = 8;

interface ResourceTableProps<Row> {
  readonly name: string;
  readonly list: ReturnType<typeof useList<Row>>;
  readonly columns: readonly Column<Row>[];
  readonly idOf: (row: Row) => string;
  readonly titleOf: (row: Row) => string;
  readonly isOff?: (row: Row) => boolean;
  readonly openId: string | null;
  readonly open: (id: string) => void;
  /** Rows that cannot be opened. */
  readonly isPlain?: boolean;
  /** Shown when there is none yet. */
  readonly emptyAction?: ReactNode;
  /** Beside the filter. */
  readonly toolbar?: ReactNode;
}

export function ResourceTable<Row>(props: ResourceTableProps<Row>) {
  const { list, titleOf, toolbar } = props;
  const { t } = useTranslation('admin');
  const [asked, setAsked] = useState('');
  const words = useDeferredValue(asked).toLowerCase().split(/\s+/).filter(Boolean);
  const { rows, hasNextPage, isFetchingNextPage, fetchNextPage, isError } = list;
  const isFiltered = words.length > 0;
  // A filter asks all there are, not only those that happen to be here; what was refused is not asked for again by itself.
  useEffect(() => {
    if (isFiltered && hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [isFiltered, hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  const shown = rows?.filter((row) => words.every((word) => `${titleOf(row)} ${textOf(row)}`.toLowerCase().includes(word)));
  const canFilter = (rows?.length ?? 0) >= FILTERED_FROM || hasNextPage || asked !== '';
  return (
    <div className={classes.card}>
      {canFilter || toolbar !== undefined ? (
        <div className={classes.toolbar}>
          {canFilter ? (
            <TextInput
              size="xs"
              w={240}
              leftSection={<IconSearch size={14} aria-hidden />}
              placeholder={t('table.filter')}
              aria-label={t('table.filter')}
              value={asked}
              onChange={(event) => setAsked(event.currentTarget.value)}
            />
          ) : null}
          {toolbar}
        </div>
      ) : null}
      {isError ? (
        <Note text={saying(list.error, t)} action={<Button onClick={() => void list.refetch()}>{t('table.again')}</Button>} />
      ) : shown === undefined ? (
        <Waiting />
      ) : rows?.length === 0 ? (
        <Note title={t(`pages.${props.name}.none`)} text={t(`pages.${props.name}.noneHelp`)} action={props.emptyAction} />
      ) : shown.length === 0 ? (
        <Note text={t('table.nothing')} />
      ) : (
        <Rows {...props} shown={shown} />
      )}
      {hasNextPage ? (
        <Center p="sm" style={{ borderTop: '1px solid var(--parley-line)' }}>
          <Button variant="subtle" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('table.more')}
          </Button>
        </Center>
      ) : null}
    </div>
  );
}

function Rows<Row>({
  name,
  columns,
  idOf,
  titleOf,
  isOff,
  openId,
  open,
  isPlain = false,
  shown,
}: ResourceTableProps<Row> & { readonly shown: readonly Row[] }) {
  const { t } = useTranslation('admin');
  const named = columns.map((column) => ({ ...column, label: t(`columns.${column.key}`) }));
  return (
    <div className={classes.tableBox}>
      <Table className={classes.table} verticalSpacing={0} horizontalSpacing={0}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(`pages.${name}.one`)}</Table.Th>
            {named.map(({ key, label }) => (
              <Table.Th key={key}>{label}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((row) => {
            const id = idOf(row);
            return (
              <Table.Tr
                key={id}
                data-open={id === openId}
                data-off={isOff?.(row) ?? false}
                onClick={(event) => opens(event) && open(id)}
                data-plain={isPlain}
              >
                <Table.Td>
                  {isPlain ? (
                    <span className={classes.plainName}>{titleOf(row)}</span>
                  ) : (
                    <Link className={classes.rowName} to={`/admin/${name}/${inAddress(id)}` as never}>
                      {titleOf(row)}
                    </Link>
                  )}
                </Table.Td>
                {named.map(({ key, label, render }) => (
                  <Table.Td key={key} data-label={label}>
                    {render(row)}
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** A click on the row opens it, unless it was on something that does its own. */
function opens(event: React.MouseEvent): boolean {
  return event.target instanceof Element && event.target.closest('a, button, input, label') === null;
}

function textOf(row: unknown): string {
  return typeof row === 'object' && row !== null
    ? Object.values(row)
        .filter((value) => typeof value === 'string')
        .join(' ')
    : '';
}

function Waiting() {
  return (
    <Stack p="md" gap={14} aria-hidden>
      {['a', 'b', 'c', 'd', 'e'].map((key) => (
        <Skeleton key={key} h={18} />
      ))}
    </Stack>
  );
}

export function Note({ title, text, action }: { readonly title?: string; readonly text: string; readonly action?: ReactNode }) {
  return (
    <Center p="xl" mih={180}>
      <Stack align="center" gap={6} maw={420}>
        {title === undefined ? null : <Text fw={600}>{title}</Text>}
        <Text c="dimmed" size="sm" ta="center" mb={action === undefined ? 0 : 'xs'}>
          {text}
        </Text>
        {action}
      </Stack>
    </Center>
  );
}
