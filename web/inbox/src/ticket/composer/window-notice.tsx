import { Text } from '@mantine/core';
import { fullTime, span, useNow } from '@parley/kit/formats';
import { IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePane } from '../data/pane-context.js';
import classes from './composer.module.css';
import type { Way } from './use-way.js';

const SOON_MS = 4 * 3600_000;

/** Why a reply cannot leave, or not much longer. */
export function WindowNotice({ way }: { readonly way: Way }) {
  const { t } = useTranslation('ticket');
  const { ticket } = usePane();
  const now = useNow(60_000);
  const { closesAt, capabilities, inbox } = way;
  const hours = capabilities?.replyWindowHours ?? 0;
  const text =
    ticket.statusCategory === 'closed'
      ? t('window.ticketClosed')
      : inbox === null && way.isKnown
        ? t('window.noInbox')
        : closesAt === null
          ? null
          : closesAt < now
            ? t('window.closed', {
                channel: capabilities?.displayName,
                span: hours >= 48 ? `${hours / 24} d` : `${hours} h`,
                at: fullTime(new Date(closesAt).toISOString()),
              })
            : closesAt - now < SOON_MS
              ? t('window.closing', { channel: capabilities?.displayName, span: span(closesAt - now) })
              : null;
  if (text === null) return null;
  return (
    <Text size="xs" className={classes.window} role="status">
      <IconHourglass size={14} aria-hidden /> {text}
    </Text>
  );
}
