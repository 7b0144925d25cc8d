import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatConnection } from '../chat/connection';
import type { ChatState } from '../chat/types';
import { filesOf, useAttaching } from './attaching';
import { Composer } from './composer';
import { Conversation } from './conversation';
import { CloudIcon, DownIcon } from './icons';
import { usualWords } from './waiting';
import type { Words } from './words';

interface PanelProps {
  readonly chat: ChatConnection;
  readonly state: ChatState;
  readonly name: string;
  readonly words: Words;
  readonly isFull: boolean;
  readonly newFromSeq: number | null;
  readonly draftKey: string;
  readonly onClose: () => void;
}

export function Panel({ chat, state, name, words, isFull, newFromSeq, draftKey, onClose }: PanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useDraft(draftKey);
  const attaching = useAttaching(chat, words);
  const drop = useDrop(attaching.add);
  useEffect(() => {
    // On a phone the keyboard would jump up before anything was read.
    if (matchMedia('(pointer: coarse)').matches) panel.current?.focus();
    else input.current?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.isComposing) onClose();
    if (event.key === 'Tab' && isFull) keepFocus(event, panel);
  };
  const onTopic = (topic: string) => {
    setText(topic);
    input.current?.focus();
  };
  return (
    <div
      class={isFull ? 'panel full' : 'panel'}
      role="dialog"
      aria-modal={isFull}
      aria-labelledby="title"
      tabIndex={-1}
      ref={panel}
      onKeyDown={onKeyDown}
      {...drop.handlers}
    >
      <header class="head">
        <span class="logo" aria-hidden="true">
          {[...name.trim()][0]?.toUpperCase()}
        </span>
        <div class="head-words">
          <h1 id="title">{name}</h1>
          <p>{usualWords(state, words)}</p>
        </div>
        <button type="button" class="round" aria-label={words.close} onClick={onClose}>
          <DownIcon />
        </button>
      </header>
      <Notice state={state} words={words} />
      <Conversation chat={chat} state={state} name={name} words={words} newFromSeq={newFromSeq} onTopic={onTopic} />
      {state.connection !== 'refused' && (
        <Composer chat={chat} state={state} words={words} text={text} onText={setText} attaching={attaching} input={input} />
      )}
      {drop.isOver && <div class="drop">{words.dropHere}</div>}
    </div>
  );
}

/** What keeps the customer from being heard, said plainly. A short gap is not worth a word. */
function Notice({ state, words }: Pick<PanelProps, 'state' | 'words'>) {
  const [isLate, setLate] = useState(false);
  const { connection } = state;
  useEffect(() => {
    setLate(false);
    const timer = connection === 'offline' || connection === 'connecting' ? setTimeout(() => setLate(true), 1_500) : undefined;
    return () => clearTimeout(timer);
  }, [connection]);
  const said =
    connection === 'refused'
      ? (words.refused[state.refusal ?? 'other'] ?? words.refused['other'])
      : isLate
        ? connection === 'offline'
          ? words.offline
          : words.connecting
        : null;
  return (
    <div role="status">
      {said !== null && (
        <p class="notice">
          <CloudIcon size={18} />
          <span>{said}</span>
        </p>
      )}
    </div>
  );
}

/** What was begun and not sent is there again after a reload. */
function useDraft(key: string): [string, (text: string) => void] {
  const [text, setText] = useState(() => stored(() => localStorage.getItem(key)) ?? '');
  const keep = (next: string) => {
    setText(next);
    stored(() => (next === '' ? localStorage.removeItem(key) : localStorage.setItem(key, next)));
  };
  return [text, keep];
}

function stored<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

function useDrop(onFiles: (files: readonly File[]) => void) {
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  const handlers = {
    onDragEnter: over,
    onDragOver: over,
    onDragLeave: ({ relatedTarget, currentTarget }: DragEvent) => {
      if (!(currentTarget as HTMLElement).contains(relatedTarget as Node | null)) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      onFiles(filesOf(event.dataTransfer));
    },
  };
  return { isOver, handlers };
}

/** Full screen, the page behind is not there: Tab goes round inside. */
function keepFocus(event: KeyboardEvent, panel: RefObject<HTMLElement>): void {
  const all = [...(panel.current?.querySelectorAll<HTMLElement>('button:not(:disabled), textarea, a[href], [tabindex="0"]') ?? [])];
  const root = panel.current?.getRootNode() as ShadowRoot;
  const at = all.indexOf(root.activeElement as HTMLElement);
  const to = event.shiftKey ? (at <= 0 ? all.at(-1) : null) : at === all.length - 1 ? all[0] : null;
  if (!to) return;
  event.preventDefault();
  to.focus();
}
