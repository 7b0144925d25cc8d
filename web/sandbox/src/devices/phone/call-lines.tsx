import { Box, Text } from '@mantine/core';
import { IconBell, IconEar, IconMusic, IconUser } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallLine, ShownCall } from '../../stage/types.ts';
import phone from './phone.module.css';

const ICONS: Readonly<Record<CallLine['kind'], ComponentType<{ size: number }>>> = {
  say: IconEar,
  play: IconMusic,
  beep: IconBell,
  note: IconUser,
  you: IconUser,
};

/** What is heard, always as text too. */
export function CallLines({ call }: { readonly call: ShownCall | null }) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const count = call?.lines.length ?? 0;
  useEffect(() => {
    if (count > 0) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [count]);
  return (
    <Box ref={list} className={phone['lines']} role="log" tabIndex={0} aria-label={t('phone.heard')}>
      {call?.lines.map((line) => (
        <Line key={line.id} line={line} />
      ))}
    </Box>
  );
}

function Line({ line }: { readonly line: CallLine }) {
  const { t } = useTranslation();
  const Icon = ICONS[line.kind];
  return (
    <Box className={phone['line']} data-kind={line.kind}>
      <Icon size={16} />
      <Text fz="sm" lang={line.language === '' ? undefined : line.language.replace('cmn', 'zh')}>
        {wordsOf(line, t)}
      </Text>
    </Box>
  );
}

function wordsOf({ kind, text }: CallLine, t: (key: string, values?: Record<string, string>) => string): string {
  switch (kind) {
    case 'say':
      return text;
    case 'beep':
      return t('phone.beep');
    case 'play':
      return t('phone.play', { url: text });
    case 'you':
      return t('phone.you', { text });
    case 'note':
      return t(`phone.${text === 'silence' ? 'silent' : text}`);
  }
}
