import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { Problem } from '@parley/kit/desk';
import { useTranslation } from 'react-i18next';

/** Where a page could not be drawn: what happened, and a way on. */
export function Trouble({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('shell');
  const text = error instanceof Problem ? error.message : t('trouble.unforeseen');
  return (
    <Center h="60vh" role="alert">
      <Stack align="center" gap="xs" maw={420}>
        <Title order={3}>{t('trouble.title')}</Title>
        <Text c="dimmed" ta="center">
          {text}
        </Text>
        <Button variant="light" onClick={() => location.reload()}>
          {t('trouble.again')}
        </Button>
      </Stack>
    </Center>
  );
}

export function NotFound() {
  const { t } = useTranslation('shell');
  return (
    <Center h="60vh">
      <Stack align="center" gap="xs">
        <Title order={3}>{t('trouble.notFound')}</Title>
        <Button component="a" href="/inbox" variant="light">
          {t('trouble.toInbox')}
        </Button>
      </Stack>
    </Center>
  );
}
