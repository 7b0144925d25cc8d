import { Badge, Button, Group, Skeleton, Text } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { fullTime } from '@parley/kit/formats';
import { queries } from '@parley/kit/frame';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { allOf } from '../directory.js';
import { Card } from './card.js';

/** Where one is logged in, and an end to it. */
export function Sessions() {
  const { t } = useTranslation('me');
  const { data } = useQuery({
    queryKey: ['sessions'],
    queryFn: () => allOf((query) => ask(desk.GET('/api/v1/auth/sessions', { params: { query } }))),
  });
  const again = () => queries.invalidateQueries({ queryKey: ['sessions'] });
  const end = useMutation({
    mutationFn: (id: string) => ask(desk.DELETE('/api/v1/auth/sessions/{id}', { params: { path: { id } } })),
    onSuccess: again,
  });
  const endOthers = useMutation({ mutationFn: () => ask(desk.DELETE('/api/v1/auth/sessions')), onSuccess: again });
  const others = (data ?? []).some(({ current }) => !current);
  const aside = others ? (
    <Button size="compact-sm" variant="subtle" color="red" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
      {t('sessions.endOthers')}
    </Button>
  ) : null;
  return (
    <Card title={t('sessions.title')} aside={aside}>
      {data === undefined ? <Skeleton h={60} /> : null}
      {data?.map((session) => (
        <Session key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
      ))}
    </Card>
  );
}

function Session({ session, onEnd }: { readonly session: Schemas['SessionAnswer']; readonly onEnd: () => void }) {
  const { t } = useTranslation('me');
  const { userAgent, network, lastSeenAt, current } = session;
  return (
    <Group justify="space-between" wrap="nowrap">
      <div style={{ minWidth: 0 }}>
        <Text size="sm" truncate title={userAgent}>
          {browserOf(userAgent)} · {network}
        </Text>
        <Text size="xs" c="dimmed">
          {t('sessions.seen', { at: fullTime(lastSeenAt) })}
        </Text>
      </div>
      {current ? (
        <Badge variant="light" style={{ flexShrink: 0 }}>
          {t('sessions.this')}
        </Badge>
      ) : (
        <Button size="compact-sm" variant="default" onClick={onEnd}>
          {t('sessions.end')}
        </Button>
      )}
    </Group>
  );
}

/** Good enough to know one's own: `Chrome on Windows`. */
function browserOf(userAgent: string): string {
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)\//.exec(userAgent)?.[1]?.replace('Edg', 'Edge').replace('OPR', 'Opera');
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(userAgent)?.[1]?.replace('Mac OS X', 'macOS');
  return browser === undefined ? userAgent.slice(0, 40) || '–' : system === undefined ? browser : `${browser}, ${system}`;
}
