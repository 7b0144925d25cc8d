import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { frameSource } from './mail-document.js';
import classes from './timeline.module.css';

const heights = new Map<string, number>();
const FIRST_HEIGHT = 64;

/**
 * A customer's HTML. The sandbox runs no script and has no forms; `allow-same-origin` only lets this page measure how high
 * the content is, for nothing inside can act.
 */
export function MailFrame({ id, parsed }: { readonly id: string; readonly parsed: HTMLTemplateElement }) {
  const { t } = useTranslation('ticket');
  const theme = useComputedColorScheme('light');
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(heights.get(id) ?? FIRST_HEIGHT);
  const source = useMemo(() => frameSource(parsed, theme), [parsed, theme]);
  const observer = useRef<ResizeObserver | null>(null);
  useEffect(() => () => observer.current?.disconnect(), []);
  const fit = () => {
    const content = frame.current?.contentDocument?.body;
    if (content === undefined || content === null) return;
    const measure = () => {
      const now = Math.ceil(content.getBoundingClientRect().height);
      if (now === 0) return;
      heights.set(id, now);
      setHeight(now);
    };
    observer.current?.disconnect();
    observer.current = new ResizeObserver(measure);
    observer.current.observe(content);
    measure();
  };
  return (
    <iframe
      ref={frame}
      title={t('timeline.mail')}
      className={classes.frame}
      style={{ height }}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      srcDoc={source}
      onLoad={fit}
    />
  );
}
