import { Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface Answered {
  readonly field: string;
  readonly operator: string;
  readonly value?: unknown;
  readonly fact: unknown;
  readonly holds: boolean;
}

/** Each comparison, what it was asked of, and whether it held. */
export function Verdict({ verdict }: { readonly verdict: readonly unknown[] }) {
  const { t } = useTranslation('admin');
  if (verdict.length === 0)
    return (
      <Text size="xs" c="dimmed">
        {t('verdict.none')}
      </Text>
    );
  return (
    <Stack gap={2}>
      {(verdict as readonly Answered[]).map((one) => (
        <Group key={`${one.field} ${one.operator} ${JSON.stringify(one.value)}`} gap={6} wrap="nowrap" align="flex-start">
          {one.holds ? (
            <IconCheck size={14} color="var(--mantine-color-green-7)" aria-label={t('verdict.yes')} />
          ) : (
            <IconX size={14} color="var(--mantine-color-red-7)" aria-label={t('verdict.no')} />
          )}
          <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
            <code>
              {one.field} {one.operator} {one.value === undefined ? '' : JSON.stringify(one.value)}
            </code>{' '}
            <Text span size="xs" c="dimmed">
              {t('verdict.was', { fact: JSON.stringify(one.fact) })}
            </Text>
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
