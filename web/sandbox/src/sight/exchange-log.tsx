import { Badge, Box, Code, Group, Text, UnstyledButton } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownExchange } from '../stage/types.ts';
import { readable } from './readable.ts';
import css from './sight.module.css';

/** Every request between the vendors and the desk that names this person, newest first. */
export function ExchangeLog({ exchanges }: { readonly exchanges: readonly ShownExchange[] }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<number | null>(null);
  if (exchanges.length === 0)
    return (
      <Text c="dimmed" fz="sm" ta="center" mt="xl">
        {t('sight.empty')}
      </Text>
    );
  return (
    <>
      <Text fz="xs" c="dimmed" mb={6}>
        {t('sight.hint')}
      </Text>
      {exchanges.map((exchange) => (
        <Exchange
          key={exchange.id}
          exchange={exchange}
          isOpen={exchange.id === opened}
          onToggle={() => setOpened(exchange.id === opened ? null : exchange.id)}
        />
      ))}
    </>
  );
}

interface Props {
  readonly exchange: ShownExchange;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function Exchange({ exchange, isOpen, onToggle }: Props) {
  const { t, i18n } = useTranslation();
  const { direction, method, url, status, at, ms } = exchange;
  const Icon = direction === 'to-desk' ? IconArrowRight : IconArrowLeft;
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium' }).format(new Date(at));
  return (
    <Box className={css['exchange']} data-direction={direction} data-testid="exchange">
      <UnstyledButton className={css['exchangeHead']} onClick={onToggle} aria-expanded={isOpen}>
        <Icon size={16} role="img" aria-label={t(direction === 'to-desk' ? 'sight.toDesk' : 'sight.fromDesk')} />
        <Text fz="xs" fw={600}>
          {method}
        </Text>
        <Text fz="xs" truncate flex={1} title={url} className={css['url']}>
          {shortened(url)}
        </Text>
        <Badge size="sm" variant="filled" color={colourOf(status)} className={css['status']}>
          {status ?? t('sight.nobody')}
        </Badge>
        <Text fz="xs" c="dimmed" className={css['time']}>
          {time}
        </Text>
      </UnstyledButton>
      {isOpen && (
        <Box className={css['exchangeBody']}>
          <Text fz="xs" c="dimmed">
            {t('sight.ms', { count: ms })} · {url}
          </Text>
          <Part name={t('sight.headers')} text={headersOf(exchange)} />
          <Part name={t('sight.body')} text={readable(exchange.body)} />
          <Part name={t('sight.answer')} text={readable(exchange.answer)} />
        </Box>
      )}
    </Box>
  );
}

function Part({ name, text }: { readonly name: string; readonly text: string }) {
  if (text === '') return null;
  return (
    <>
      <Group mt={6} mb={2}>
        <Text fz="xs" fw={600}>
          {name}
        </Text>
      </Group>
      <Code block className={css['code']} tabIndex={0}>
        {text}
      </Code>
    </>
  );
}

/** What differs between them: neither the host nor the id of the inbox. */
function shortened(url: string): string {
  return url
    .replace(/^https?:\/\/[^/]+/, '')
    .replace(/^\/ingress/, '')
    .replace(/\/[0-9a-f]{8}-[0-9a-f-]{27}/, '')
    .replace(/\?.*/, '')
    .replace(/^\//, '');
}

function colourOf(status: number | null): string {
  if (status === null || status >= 500) return 'red.9';
  return status >= 400 ? '#8a3b00' : 'teal.9';
}

function headersOf({ headers }: ShownExchange): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
