import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usePane } from '../data/pane-context.js';
import { timelineQuery } from '../data/timeline.js';
import classes from './composer.module.css';
import type { Stale, Wish } from './use-send.js';

interface Shown {
  readonly stale: Stale;
  readonly onAnyway: (wish: Wish) => void;
  readonly onEdit: () => void;
}

/** Stops a reply that may answer what is no longer asked, and shows what came in. */
export function StaleNotice({ stale, onAnyway, onEdit }: Shown) {
  const { t } = useTranslation('ticket');
  const { ticket } = usePane();
  const { data } = useQuery(timelineQuery(ticket.id));
  const came = (data?.items ?? []).filter(({ seq, direction }) => direction === 'inbound' && stale.seqs.includes(seq));
  return (
    <div className={classes.stale} role="alertdialog" aria-label={t('stale.title', { name: ticket.contact.name })}>
      <Text size="sm" fw={600}>
        {t('stale.title', { name: ticket.contact.name })}
      </Text>
      {came.map(({ id, text, author }) => (
        <blockquote key={id} className={classes.quote}>
          <Text size="xs" c="dimmed">
            {author.name}
          </Text>
          <Text size="sm" lineClamp={4} style={{ whiteSpace: 'pre-wrap' }}>
            {text === '' ? '…' : text}
          </Text>
        </blockquote>
      ))}
      <Group gap="xs">
        <Button size="compact-sm" onClick={onEdit} data-autofocus>
          {t('stale.edit')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onAnyway({ ...stale.wish, force: true })}>
          {t('stale.anyway')}
        </Button>
      </Group>
    </div>
  );
}
