import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTurn } from './in-turn.js';
import { frameSource } from './mail-document.js';
import classes from './timeline.module.css';

const heights = new Map<string, number>();
const FIRST_HEIGHT = 64;

interface Shown {
  readonly id: string;
  readonly parsed: HTMLTemplateElement;
}

/** A customer's HTML. A frame is a document of its own, and a ticket may hold hundreds: they come one after the other. */
export function MailFrame(props: Shown) {
  const isMyTurn = useTurn();
  if (isMyTurn) return <Frame {...props} />;
  return <div className={classes.frame} style={{ height: heights.get(props.id) ?? FIRST_HEIGHT }} aria-busy />;
}

/**
 * The sandbox runs no script and has no forms; `allow-same-origin` only lets this page measure how high
 * the content is, for nothing inside can act.
 */
function Frame({ id, parsed }: Shown) {
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
