import { Text } from '@mantine/core';
import { IconBolt, IconTextCaption } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Face } from '../../face.js';
import classes from './composer.module.css';
import type { Suggestion, Suggestions } from './use-suggestions.js';

interface Shown {
  readonly suggestions: Suggestions;
  readonly isAsked: boolean;
  readonly onChoose: (one: Suggestion) => void;
}

export function SuggestionList({ suggestions, isAsked, onChoose }: Shown) {
  const { t } = useTranslation('ticket');
  const { listId, items, active } = suggestions;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  if (!isAsked || items.length === 0) return null;
  return (
    <div ref={list} id={listId} role="listbox" aria-label={t('composer.suggestions')} className={classes.suggestions}>
      {items.map((one, at) => (
        // Keys are taken by the field, which keeps the focus
        <div
          key={`${one.kind} ${one.id}`}
          id={`${listId}-${at}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === active}
          className={classes.suggestion}
          onMouseEnter={() => suggestions.setActive(at)}
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(one);
          }}
        >
          {one.kind === 'agent' ? (
            <Face name={one.label} size={20} />
          ) : one.kind === 'macro' ? (
            <IconBolt size={16} aria-label={t('composer.macro')} />
          ) : (
            <IconTextCaption size={16} aria-label={t('composer.canned')} />
          )}
          <Text span size="sm" fw={500}>
            {one.label}
          </Text>
          <Text span size="xs" c="dimmed" truncate flex={1}>
            {one.kind === 'macro' ? t('composer.macro') : one.hint}
          </Text>
        </div>
      ))}
    </div>
  );
}
