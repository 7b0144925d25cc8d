import { Radio, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { shortTime, useNow } from '@parley/kit/formats';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePane } from '../data/pane-context.js';
import { contactTicketsQuery } from '../data/queries.js';
import { useWords } from '../data/use-words.js';
import classes from './header.module.css';

export type FoundTicket = Schemas['ListedTicketAnswer'];

const PATIENCE_MS = 200;
const FOUND_MAX = 8;

interface Searching {
  readonly chosen: FoundTicket | null;
  readonly onChoose: (ticket: FoundTicket) => void;
}

/** Finds another ticket by number or subject; those of the same customer are offered first. */
export function TicketSearch({ chosen, onChoose }: Searching) {
  const { t } = useTranslation('ticket');
  const { ticket } = usePane();
  const words = useWords();
  const now = useNow(60_000);
  const [asked, setAsked] = useState('');
  const [q] = useDebouncedValue(asked.trim().replace(/^#/, ''), PATIENCE_MS);
  const own = useQuery(contactTicketsQuery(ticket.contact.id));
  const found = useQuery({
    queryKey: ['ticket-search', q],
    queryFn: async () => (await ask(desk.GET('/api/v1/tickets', { params: { query: { q, limit: FOUND_MAX + 1 } } }))).items,
    enabled: q !== '',
  });
  const { data, isPending } = q === '' ? own : found;
  const items = (data ?? []).filter(({ id, mergedIntoId }) => id !== ticket.id && mergedIntoId === null).slice(0, FOUND_MAX);
  return (
    <Stack gap="xs">
      <TextInput
        data-autofocus
        leftSection={<IconSearch size={16} />}
        placeholder={t('find.placeholder')}
        aria-label={t('find.label')}
        value={asked}
        onChange={(event) => setAsked(event.currentTarget.value)}
      />
      <Text size="xs" c="dimmed">
        {q === '' ? t('find.ofCustomer', { name: ticket.contact.name }) : t('find.found')}
      </Text>
      <div role="radiogroup" aria-label={t('find.label')} className={classes.found}>
        {isPending ? <Skeleton height={44} /> : null}
        {items.map((one) => (
          <Radio.Card
            key={one.id}
            checked={chosen?.id === one.id}
            value={one.id}
            className={classes.foundOne}
            onClick={() => onChoose(one)}
          >
            <Radio.Indicator checked={chosen?.id === one.id} size="xs" />
            <span className={classes.foundText}>
              <Text size="sm" truncate>
                <b>#{one.number}</b> {one.subject}
              </Text>
              <Text size="xs" c="dimmed" truncate>
                {one.contact.name} · {words.status(one.status)} · {shortTime(one.lastMessageAt, now)}
              </Text>
            </span>
          </Radio.Card>
        ))}
        {!isPending && items.length === 0 ? (
          <Text size="sm" c="dimmed" py="sm" ta="center">
            {t('find.none')}
          </Text>
        ) : null}
      </div>
    </Stack>
  );
}
