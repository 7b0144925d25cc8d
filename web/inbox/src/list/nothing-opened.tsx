import { Stack, Text } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KeysHint } from '../shell/keys-hint.js';
import classes from './inbox.module.css';

const HINTS = ['j', 'enter', 'x', 'c', '/'] as const;

/** Where the ticket will be: says what the keyboard can do until then. */
export function NothingOpened() {
  const { t } = useTranslation('list');
  return (
    <Stack align="center" justify="center" gap="xs" className={classes.nothing}>
      <IconMessages size={36} stroke={1.2} aria-hidden />
      <Text fw={600}>{t('nothing.title')}</Text>
      <dl className={classes.hints}>
        {HINTS.map((keys) => (
          <div key={keys}>
            <dt>
              <KeysHint keys={keys} />
            </dt>
            <dd>{t(`nothing.${keys === '/' ? 'slash' : keys}`)}</dd>
          </div>
        ))}
      </dl>
    </Stack>
  );
}
