import { Checkbox, Group, Select, SimpleGrid, Skeleton, Text } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { queries } from '@parley/kit/frame';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card } from './card.js';

type Preference = Schemas['NotificationPreferenceAnswer'];
type Kind = Preference['muted'][number];

const KINDS: readonly Kind[] = [
  'assigned',
  'mentioned',
  'customer-replied',
  'woken',
  'clock-warned',
  'clock-breached',
  'escalated',
  'reply-unsent',
];
const DIGESTS = ['off', 'hourly', 'daily'] as const;
const KEY = ['notification-preferences'];

/** What one is told of, and how often what is unread comes by mail. Saved at once. */
export function News() {
  const { t } = useTranslation('me');
  const { data } = useQuery({ queryKey: KEY, queryFn: () => ask(desk.GET('/api/v1/notification-preferences')) });
  const save = useMutation({
    mutationFn: ({ muted, digest, digestHour }: Preference) =>
      ask(
        desk.PUT('/api/v1/notification-preferences', {
          body: { muted: [...muted], digest, digestHour, zone: Intl.DateTimeFormat().resolvedOptions().timeZone },
        }),
      ),
    onMutate: (wanted) => {
      const before = queries.getQueryData<Preference>(KEY);
      queries.setQueryData(KEY, wanted);
      return before;
    },
    onError: (_error, _wanted, before) => queries.setQueryData(KEY, before),
    onSuccess: (answer) => queries.setQueryData(KEY, answer),
  });
  if (data === undefined)
    return (
      <Card title={t('news.title')}>
        <Skeleton h={90} />
      </Card>
    );
  const muted = (kind: Kind, isTold: boolean) => (isTold ? data.muted.filter((one) => one !== kind) : [...data.muted, kind]);
  return (
    <Card title={t('news.title')}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
        {KINDS.map((kind) => (
          <Checkbox
            key={kind}
            label={t(`news.kinds.${kind}`)}
            checked={!data.muted.includes(kind)}
            onChange={(event) => save.mutate({ ...data, muted: muted(kind, event.currentTarget.checked) })}
          />
        ))}
      </SimpleGrid>
      <Group>
        <Select
          label={t('news.digest')}
          allowDeselect={false}
          data={DIGESTS.map((value) => ({ value, label: t(`news.digests.${value}`) }))}
          value={data.digest}
          onChange={(value) => save.mutate({ ...data, digest: DIGESTS.find((one) => one === value) ?? data.digest })}
        />
        {data.digest === 'daily' ? (
          <Select
            label={t('news.hour')}
            allowDeselect={false}
            w={110}
            data={Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${String(hour).padStart(2, '0')}:00` }))}
            value={String(data.digestHour)}
            onChange={(value) => save.mutate({ ...data, digestHour: Number(value) })}
          />
        ) : null}
      </Group>
      {save.error === null ? null : (
        <Text size="sm" c="red" role="alert">
          {save.error.message}
        </Text>
      )}
    </Card>
  );
}
