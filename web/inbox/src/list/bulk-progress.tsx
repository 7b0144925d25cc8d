import { Anchor, Button, CloseButton, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { ask, desk } from '@parley/kit/desk';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Bulk, isMoving } from './bulk.js';
import classes from './inbox.module.css';
import { useGoing } from './place.js';
import { Refusal } from './refusal.js';

interface Props {
  readonly bulk: Bulk;
  readonly label: string;
  readonly numbers: ReadonlyMap<string, number>;
  readonly undoError: unknown;
  /** null: it is being asked for. */
  readonly onUndo: (() => void) | null;
  readonly onClose: () => void;
}

export function BulkProgress({ bulk, label, numbers, undoError, onUndo, onClose }: Props) {
  const { t } = useTranslation('list');
  const { counts, state, total } = bulk;
  const isBack = state === 'undoing' || state === 'undone';
  const moved = isBack ? counts.undone + counts.kept + counts.refused : total - counts.waiting;
  return (
    <Paper className={classes.bulk} shadow="lg" withBorder role="status" aria-label={t('bulk.progress')}>
      <Stack gap={6}>
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" fw={600} truncate>
            {isBack ? t('bulk.undoOf', { label }) : label}
          </Text>
          {isMoving(bulk) ? null : <CloseButton size="sm" aria-label={t('close')} onClick={onClose} />}
        </Group>
        <Progress
          value={total === 0 ? 100 : (100 * moved) / total}
          animated={isMoving(bulk)}
          color={counts.refused > 0 && !isBack ? 'orange' : undefined}
          aria-label={t('bulk.progress')}
        />
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Text size="sm">{said(bulk, t)}</Text>
          {state === 'done' && counts.done > 0 ? (
            <Button
              size="compact-sm"
              variant="light"
              leftSection={<IconArrowBackUp size={15} />}
              loading={onUndo === null}
              onClick={onUndo ?? undefined}
            >
              {t('bulk.undo')}
            </Button>
          ) : null}
        </Group>
        {counts.refused > 0 && !isMoving(bulk) ? <Named id={bulk.id} state="refused" numbers={numbers} /> : null}
        {counts.kept > 0 && !isMoving(bulk) ? <Named id={bulk.id} state="kept" numbers={numbers} /> : null}
        <Refusal error={undoError} />
      </Stack>
    </Paper>
  );
}

function said({ state, counts, total }: Bulk, t: (key: string, more: Record<string, unknown>) => string): string {
  const numbers = { ...counts, total };
  switch (state) {
    case 'running':
      return t('bulk.running', { ...numbers, changed: counts.done });
    case 'undoing':
      return t('bulk.undoing', numbers);
    case 'undone':
      return t(counts.kept > 0 ? 'bulk.undoneKept' : 'bulk.undone', numbers);
    default:
      return t(counts.refused > 0 ? 'bulk.doneRefused' : 'bulk.done', numbers);
  }
}

const NAMED = 20;

/** Which tickets were left, and why. */
function Named({
  id,
  state,
  numbers,
}: {
  readonly id: string;
  readonly state: 'refused' | 'kept';
  readonly numbers: ReadonlyMap<string, number>;
}) {
  const { t } = useTranslation('list');
  const { toTicket } = useGoing();
  const { data } = useQuery({
    queryKey: ['bulk', id, 'items', state],
    queryFn: () => ask(desk.GET('/api/v1/bulk/{id}/items', { params: { path: { id }, query: { state, limit: NAMED } } })),
    staleTime: 0,
  });
  return (
    <ul className={classes.refused} aria-label={t(`bulk.${state}`)}>
      {data?.items.map((item) => (
        <li key={item.ticketId}>
          <Anchor component="button" size="xs" onClick={() => toTicket(item.ticketId)}>
            #{numbers.get(item.ticketId) ?? '…'}
          </Anchor>{' '}
          <Text span size="xs" c="dimmed">
            {t(`refusals.${(item.code ?? '').replaceAll('.', '_')}`, { defaultValue: item.code ?? t(`bulk.${state}`) })}
          </Text>
        </li>
      ))}
      {data?.nextCursor === null || data === undefined ? null : <li>…</li>}
    </ul>
  );
}
