import { CloseButton, Skeleton, Text, UnstyledButton } from '@mantine/core';
import { shortTime, useNow } from '@parley/kit/formats';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { unrelate } from '../data/acts.js';
import { usePane } from '../data/pane-context.js';
import { problemText } from '../data/problem-text.js';
import { contactTicketsQuery, type Ticket, ticketQuery } from '../data/queries.js';
import { tellTrouble } from '../data/undo-notice.js';
import { StatusDot } from '../header/status-picker.js';
import classes from './side.module.css';

/** What else this customer brought. */
export function OtherTicketsSection() {
  const { t } = useTranslation('ticket');
  const { ticket, goTo } = usePane();
  const now = useNow(60_000);
  const { data } = useQuery(contactTicketsQuery(ticket.contact.id));
  if (data === undefined) return <Skeleton height={44} />;
  const others = data.filter(({ id }) => id !== ticket.id);
  if (others.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('others.none')}
      </Text>
    );
  return (
    <ul className={classes.plain}>
      {others.map((one) => (
        <li key={one.id}>
          <UnstyledButton className={classes.other} onClick={() => goTo(one.id)}>
            <StatusDot category={one.statusCategory} />
            <span className={classes.grow}>
              <b>#{one.number}</b> {one.subject}
            </span>
            <small>{shortTime(one.lastMessageAt, now)}</small>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}

/** Tickets somebody tied to this one, and the one it followed from. */
export function RelatedSection() {
  const { t } = useTranslation('ticket');
  const { ticket, goTo, mayWrite } = usePane();
  const drop = (id: string) => void unrelate(ticket.id, id).catch((error: unknown) => tellTrouble(problemText(t, error)));
  return (
    <ul className={classes.plain}>
      {ticket.linkedTicketId === null ? null : <Linked id={ticket.linkedTicketId} />}
      {ticket.related.map((one) => (
        <li key={one.ticketId} className={classes.row}>
          <UnstyledButton className={classes.other} onClick={() => goTo(one.ticketId)}>
            <StatusDot category={one.statusCategory as Ticket['statusCategory']} />
            <span className={classes.grow}>
              <b>#{one.number}</b> {one.subject}
            </span>
            <small>{t(`relate.kinds.${one.kind}`)}</small>
          </UnstyledButton>
          {mayWrite ? (
            <CloseButton size="xs" aria-label={t('relate.drop', { number: one.number })} onClick={() => drop(one.ticketId)} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Linked({ id }: { readonly id: string }) {
  const { t } = useTranslation('ticket');
  const { goTo } = usePane();
  const { data } = useQuery(ticketQuery(id));
  if (data === undefined) return null;
  return (
    <li>
      <UnstyledButton className={classes.other} onClick={() => goTo(id)}>
        <StatusDot category={data.statusCategory} />
        <span className={classes.grow}>
          <b>#{data.number}</b> {data.subject}
        </span>
        <small>{t('relate.from')}</small>
      </UnstyledButton>
    </li>
  );
}
