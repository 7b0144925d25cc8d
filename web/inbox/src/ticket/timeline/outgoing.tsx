import { Text } from '@mantine/core';
import { queries } from '@parley/kit/frame';
import { IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ticketKeys } from '../data/queries.js';
import classes from './timeline.module.css';

/** On its way to the desk: shown at once, replaced by the message the desk made of it. */
export interface OutgoingMessage {
  readonly key: string;
  readonly kind: 'reply' | 'note';
  readonly text: string;
}

export function putOutgoing(ticketId: string, message: OutgoingMessage): void {
  queries.setQueryData<readonly OutgoingMessage[]>(ticketKeys.outgoing(ticketId), (now = []) => [...now, message]);
}

export function dropOutgoing(ticketId: string, key: string): void {
  queries.setQueryData<readonly OutgoingMessage[]>(ticketKeys.outgoing(ticketId), (now = []) => now.filter((one) => one.key !== key));
}

export function Outgoing({ ticketId }: { readonly ticketId: string }) {
  const { t } = useTranslation('ticket');
  const { data = [] } = useQuery<readonly OutgoingMessage[]>({
    queryKey: ticketKeys.outgoing(ticketId),
    queryFn: () => [],
    enabled: false,
    initialData: [],
  });
  return data.map(({ key, kind, text }) => (
    <article key={key} className={classes.message} data-side={kind === 'note' ? 'note' : 'out'} aria-busy>
      <div className={classes.bubble} data-held>
        <div className={classes.text}>{text}</div>
        <Text size="xs" c="dimmed" mt={4}>
          <IconClock size={12} aria-hidden /> {t('timeline.sending')}
        </Text>
      </div>
    </article>
  ));
}
