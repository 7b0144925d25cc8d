import { Button, Group, Text } from '@mantine/core';
import { queries } from '@parley/kit/frame';
import { IconRepeat } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { DANGER } from './colours.js';
import { saying } from './problems.js';

interface Again {
  readonly label: string;
  readonly run: () => Promise<unknown>;
  /** What is asked for anew, below `admin`: as a rule the list of a page. */
  readonly anew: readonly string[];
}

/** Lets what was given up be tried once more, and says why not. */
export function AgainButton({ label, run, anew }: Again) {
  const { t } = useTranslation('admin');
  const again = useMutation({
    mutationFn: run,
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['admin', ...anew] }),
  });
  return (
    <Group gap={6} wrap="nowrap">
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconRepeat size={13} aria-hidden />}
        loading={again.isPending}
        onClick={() => again.mutate()}
      >
        {label}
      </Button>
      {again.isError ? (
        <Text size="xs" c={DANGER} role="alert">
          {saying(again.error, t)}
        </Text>
      ) : null}
    </Group>
  );
}
