import type { Schemas } from '@parley/kit/desk';
import { fullTime, shortTime, useNow } from '@parley/kit/formats';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChannelIcon } from './channel-icon.js';
import type { ListSearch } from './list-search.js';
import { SEARCH } from './place.js';
import classes from './row.module.css';

interface Props {
  readonly hit: Schemas['SearchHitAnswer'];
  readonly search: ListSearch;
  readonly isActive: boolean;
  readonly isOpened: boolean;
}

export function SearchHit({ hit, search, isActive, isOpened }: Props) {
  const { t } = useTranslation('list');
  const now = useNow(60_000);
  const { ticket, message, snippets } = hit;
  const subject = snippets.find((snippet) => snippet.field === 'subject');
  const contact = snippets.find((snippet) => snippet.field === 'contact');
  const rest = snippets.filter((snippet) => snippet !== subject && snippet !== contact);
  return (
    <li>
      <Link
        id={`hit-${message.id}`}
        to={'/inbox/$viewId/$ticketId' as never}
        params={{ viewId: SEARCH, ticketId: ticket.id } as never}
        search={search as never}
        className={classes.row}
        data-hit
        data-active={isActive}
        data-opened={isOpened}
        data-done={ticket.statusCategory === 'resolved' || ticket.statusCategory === 'closed'}
        aria-current={isOpened ? 'true' : undefined}
      >
        <span className={classes.line}>
          <ChannelIcon channel={message.channel} />
          <span className={classes.contact}>{contact === undefined ? ticket.contact.name : <Marked {...contact} />}</span>
          <time className={classes.time} dateTime={message.createdAt} title={fullTime(message.createdAt)}>
            {shortTime(message.createdAt, now)}
          </time>
        </span>
        <span className={classes.line}>
          <span className={classes.subject}>
            <span className={classes.number}>#{ticket.number}</span> {subject === undefined ? ticket.subject : <Marked {...subject} />}
          </span>
          <span className={classes.mark}>{t(`statusCategory.${ticket.statusCategory}`)}</span>
        </span>
        {rest.map((snippet) => (
          <span key={`${snippet.field} ${snippet.text}`} className={classes.snippet}>
            {snippet.field === 'text' && message.authorName !== ticket.contact.name ? <b>{message.authorName}: </b> : null}
            <Marked {...snippet} />
          </span>
        ))}
      </Link>
    </li>
  );
}

/** What was found stands out. The text is a stranger's: it is shown as text, never as markup. */
export function Marked({ text, ranges }: { readonly text: string; readonly ranges: readonly (readonly number[])[] }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [from = 0, to = 0] of ranges) {
    if (from < at) continue;
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
