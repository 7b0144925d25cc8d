import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './inbox.module.css';

const EXAMPLES = [
  'refund',
  '"belum masuk"',
  '退款',
  'refund -spam',
  'channel:email category:refund',
  'assignee:me status:open',
  'has:attachment before:2026-11-01',
  'from:"Budi Santoso"',
] as const;

/** Before anything is asked: what can be asked. */
export function SearchHelp({ onTry }: { readonly onTry: (q: string) => void }) {
  const { t } = useTranslation('list');
  return (
    <Stack gap={8} className={classes.help}>
      <Text fw={600}>{t('search.helpTitle')}</Text>
      <Text size="sm" c="dimmed">
        {t('search.help')}
      </Text>
      <dl className={classes.examples}>
        {EXAMPLES.map((q, at) => (
          <div key={q}>
            <dt>
              <Button size="compact-sm" variant="default" className={classes.example} onClick={() => onTry(q)}>
                {q}
              </Button>
            </dt>
            <dd>{t(`search.examples.${at}`)}</dd>
          </div>
        ))}
      </dl>
    </Stack>
  );
}
