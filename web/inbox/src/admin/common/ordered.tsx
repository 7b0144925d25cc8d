import { ActionIcon, Group, Switch, Text } from '@mantine/core';
import { queries } from '@parley/kit/frame';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { saying } from './problems.js';
import { changed, listKey } from './resource.js';

interface PlaceProps {
  readonly name: string;
  readonly title: string;
  /** Its place among all, from 1. */
  readonly place: number;
  readonly count: number;
  readonly move: (position: number) => Promise<unknown>;
  readonly readOnly: boolean;
}

/** Its place among those that are asked in order, and the way up and down. */
export function Place({ name, title, place, count, move, readOnly }: PlaceProps) {
  const { t } = useTranslation('admin');
  const moving = useMutation({ mutationFn: move, onSettled: () => queries.invalidateQueries({ queryKey: listKey(name) }) });
  const button = (label: string, to: number, Icon: typeof IconChevronUp) => (
    <ActionIcon
      size="sm"
      aria-label={t(label, { name: title })}
      disabled={to < 1 || to > count || moving.isPending}
      onClick={() => moving.mutate(to)}
    >
      <Icon size={15} aria-hidden />
    </ActionIcon>
  );
  return (
    <Group gap={2} wrap="nowrap">
      <Text size="sm" w={22} ta="right" mr={4}>
        {place}
      </Text>
      {readOnly ? null : (
        <>
          {button('order.up', place - 1, IconChevronUp)}
          {button('order.down', place + 1, IconChevronDown)}
        </>
      )}
    </Group>
  );
}

interface EnabledSwitchProps {
  readonly name: string;
  readonly title: string;
  readonly enabled: boolean;
  readonly change: (enabled: boolean) => Promise<unknown>;
  readonly readOnly: boolean;
}

export function EnabledSwitch({ name, title, enabled, change, readOnly }: EnabledSwitchProps) {
  const { t } = useTranslation('admin');
  const changing = useMutation({ mutationFn: change, onSettled: () => changed(name) });
  return (
    <Switch
      size="sm"
      aria-label={t('order.enabled', { name: title })}
      disabled={readOnly}
      checked={changing.isPending ? changing.variables : enabled}
      onChange={(e) => changing.mutate(e.currentTarget.checked)}
      error={changing.isError ? saying(changing.error, t) : undefined}
    />
  );
}
