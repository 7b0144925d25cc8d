import { Box, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownItem } from '../../stage/types.ts';
import chat from './chat.module.css';
import { FileView } from './file-view.tsx';
import { Ticks } from './ticks.tsx';

export function MessageList({ items, language }: { readonly items: readonly ShownItem[]; readonly language: string }) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const last = items.at(-1)?.id;
  useEffect(() => {
    if (last !== undefined) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [last]);
  return (
    <Box ref={list} className={chat['list']} role="log" tabIndex={0} aria-live="polite" aria-label={t('chat.thread', { name: '' }).trim()}>
      {items.length === 0 && (
        <Text c="dimmed" fz="sm" ta="center" m="auto" maw={240}>
          {t('chat.empty')}
        </Text>
      )}
      {items.map((item, at) => (
        <Bubble key={item.id} item={item} language={language} isAnswered={items.slice(at).some((later) => later.from === 'desk')} />
      ))}
    </Box>
  );
}

function Bubble({ item, language, isAnswered }: { readonly item: ShownItem; readonly language: string; readonly isAnswered: boolean }) {
  const { i18n } = useTranslation();
  const at = new Intl.DateTimeFormat(i18n.language, { hour: 'numeric', minute: '2-digit' }).format(new Date(item.at));
  return (
    <Box className={chat['bubble']} data-from={item.from} data-state={item.state} data-testid={`bubble-${item.from}`}>
      {item.files.map((file, n) => (
        <FileView key={file.id ?? n} file={file} />
      ))}
      {item.text !== '' && (
        <Text fz="md" className={chat['text']} lang={item.from === 'customer' ? language : undefined}>
          {item.text}
        </Text>
      )}
      <span className={chat['meta']}>
        <time dateTime={item.at}>{at}</time>
        {item.from === 'customer' && <Ticks item={item} isAnswered={isAnswered} />}
      </span>
    </Box>
  );
}
