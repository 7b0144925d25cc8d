import { Button, Center, Stack, Text } from '@mantine/core';
import { ask, desk } from '@parley/kit/desk';
import { shortTime, useNow } from '@parley/kit/formats';
import { IconNotes } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './inbox.module.css';
import { ListHead } from './list-head.js';
import { DRAFTS, usePlace } from './place.js';
import row from './row.module.css';
import { RowsSkeleton } from './rows-skeleton.js';

/** What one began to write and did not send, wherever it was. */
export function DraftsColumn({ onViews }: { readonly onViews: (() => void) | null }) {
  const { t } = useTranslation('list');
  const { ticketId } = usePlace();
  const now = useNow(10_000);
  const { data, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['drafts'],
    queryFn: ({ pageParam }) =>
      ask(desk.GET('/api/v1/drafts', { params: { query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  });
  const drafts = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <ListHead title={t('views.drafts')} onViews={onViews} />
      <div className={classes.body}>
        {isPending ? <RowsSkeleton /> : null}
        {!isPending && drafts.length === 0 ? (
          <Center className={classes.empty}>
            <Stack align="center" gap={6}>
              <IconNotes size={32} stroke={1.2} aria-hidden />
              <Text fw={600}>{t('drafts.none')}</Text>
              <Text size="sm" c="dimmed" ta="center">
                {t('drafts.noneHelp')}
              </Text>
            </Stack>
          </Center>
        ) : null}
        <ul className={classes.links}>
          {drafts.map((draft) => (
            <li key={`${draft.ticket.id} ${draft.kind}`}>
              <Link
                to={'/inbox/$viewId/$ticketId' as never}
                params={{ viewId: DRAFTS, ticketId: draft.ticket.id } as never}
                search={{} as never}
                className={row.row}
                data-opened={draft.ticket.id === ticketId}
                aria-current={draft.ticket.id === ticketId ? 'true' : undefined}
              >
                <span className={row.line}>
                  <span className={row.subject}>
                    <span className={row.number}>#{draft.ticket.number}</span> {draft.ticket.subject}
                  </span>
                  <time className={row.time} dateTime={draft.updatedAt}>
                    {shortTime(draft.updatedAt, now)}
                  </time>
                </span>
                <span className={row.line}>
                  <span className={row.mark}>{t(`drafts.${draft.kind}`)}</span>
                  <span className={row.preview}>{draft.text}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
        {hasNextPage ? (
          <Button variant="subtle" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('list.more')}
          </Button>
        ) : null}
      </div>
    </>
  );
}
