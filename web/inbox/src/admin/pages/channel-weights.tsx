import { Button, Group, NumberInput, Skeleton, Switch, Text } from '@mantine/core';
import { ask, desk, type Schemas } from '@parley/kit/desk';
import { queries } from '@parley/kit/frame';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session.js';
import classes from '../admin.module.css';
import { DANGER } from '../common/colours.js';
import { PageFrame } from '../common/page-frame.js';
import { saying } from '../common/problems.js';
import { useDraft } from '../common/use-draft.js';

type Weight = Schemas['ChannelWeightAnswer'];

const KEY = ['admin', 'channel-weights'];

export function ChannelWeights() {
  const { data } = useQuery({ queryKey: KEY, queryFn: () => ask(desk.GET('/api/v1/channel-weights')) });
  return (
    <PageFrame name="channel-weights">
      {data === undefined ? (
        <Skeleton h={240} aria-hidden />
      ) : (
        <div className={classes.card}>
          {data.items.map((weight, at) => (
            <WeightRow key={weight.channel} weight={weight} isFirst={at === 0} />
          ))}
        </div>
      )}
    </PageFrame>
  );
}

function WeightRow({ weight, isFirst }: { readonly weight: Weight; readonly isFirst: boolean }) {
  const { t } = useTranslation('admin');
  const readOnly = !useMay()('routing:write');
  const { draft, set, start, isDirty } = useDraft(() => ({ units: weight.units, live: weight.live }));
  const save = useMutation({
    mutationFn: () => ask(desk.PUT('/api/v1/channel-weights/{channel}', { params: { path: { channel: weight.channel } }, body: draft })),
    onSuccess: ({ units, live }) => {
      start({ units, live });
      void queries.invalidateQueries({ queryKey: KEY });
    },
  });
  const name = t(`channel.${weight.channel}`, { defaultValue: weight.channel });
  return (
    <Group
      p="md"
      gap="lg"
      align="center"
      style={isFirst ? {} : { borderTop: '1px solid var(--parley-line)' }}
      role="group"
      aria-label={name}
    >
      <Text fw={600} size="sm" w={110}>
        {name}
      </Text>
      <NumberInput
        label={t('weight.units')}
        min={0}
        max={100}
        step={0.5}
        w={130}
        disabled={readOnly}
        value={draft.units}
        onChange={(units) => set({ units: typeof units === 'number' ? units : 0 })}
      />
      <Switch
        label={t('weight.live')}
        description={t('weight.liveHelp')}
        disabled={readOnly}
        checked={draft.live}
        onChange={(e) => set({ live: e.currentTarget.checked })}
        style={{ flex: 1, minWidth: 220 }}
      />
      {readOnly ? null : (
        <Button
          variant="default"
          disabled={!isDirty}
          loading={save.isPending}
          onClick={() => save.mutate()}
          aria-label={`${t('save')}: ${name}`}
        >
          {t('save')}
        </Button>
      )}
      {save.isError ? (
        <Text size="sm" c={DANGER} role="alert" w="100%">
          {saying(save.error, t)}
        </Text>
      ) : null}
    </Group>
  );
}
