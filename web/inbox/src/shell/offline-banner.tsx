import { Group, Loader, Text } from '@mantine/core';
import { live } from '@parley/kit/live';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

/** A blink of the network is not worth a banner. */
const PATIENCE_MS = 1_500;

/** While the desk is away: what is written stays, and the screen catches up by itself. */
export function OfflineBanner() {
  const { t } = useTranslation('shell');
  const state = useSyncExternalStore(live.onState, live.state);
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (state !== 'away') return;
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [state]);
  if (!isLong) return null;
  return (
    <Group role="status" justify="center" gap="xs" py={6} bg="yellow.3" c="dark.9" data-testid="offline">
      <Loader size={14} color="dark" aria-hidden />
      <Text size="sm" fw={500}>
        {t('offline')}
      </Text>
    </Group>
  );
}
