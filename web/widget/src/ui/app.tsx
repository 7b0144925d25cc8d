import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatConnection } from '../chat/connection';
import type { ChatState } from '../chat/types';
import { wordsOf } from './languages';
import { Launcher, Teaser } from './launcher';
import { useFullScreen, useNarrow, useTitleCount, useVisible } from './page';
import { Panel } from './panel';
import type { WidgetSettings } from './settings';
import type { Language } from './words';

export interface AppProps {
  readonly chat: ChatConnection;
  readonly host: HTMLElement;
  readonly settings: WidgetSettings;
  readonly isOpen: boolean;
  readonly draftKey: string;
  readonly onToggle: (isOpen: boolean) => void;
}

export function App({ chat, host, settings, isOpen, draftKey, onToggle }: AppProps) {
  const state = useChat(chat);
  const { language } = settings;
  const words = wordsOf(language);
  const name = settings.name ?? state.inbox?.name ?? words.agent;
  const isNarrow = useNarrow();
  const isVisible = useVisible();
  const button = useRef<HTMLButtonElement>(null);
  const [dismissed, dismiss] = useState<string | null>(null);
  const isLooking = isOpen && isVisible;
  const newFromSeq = useNewFrom(state, isLooking);
  useFullScreen(host, isOpen && isNarrow);
  useTitleCount(isLooking ? 0 : state.unread);
  useEffect(() => {
    if (isOpen) chat.connect();
    chat.look(isLooking);
  }, [chat, isOpen, isLooking]);
  const close = () => {
    onToggle(false);
    // After the panel is gone: what was focused in it is no more.
    setTimeout(() => button.current?.focus());
  };
  const latest = state.messages.at(-1);
  const hasTeaser = !isOpen && state.unread > 0 && latest?.from === 'desk' && latest.key !== dismissed;
  return (
    <div class={isOpen ? 'parley is-open' : 'parley'}>
      {isOpen && (
        <Panel
          chat={chat}
          state={state}
          name={name}
          words={words}
          isFull={isNarrow}
          newFromSeq={newFromSeq}
          draftKey={draftKey}
          onClose={close}
        />
      )}
      {hasTeaser && latest && <Teaser message={latest} words={words} onOpen={() => onToggle(true)} onDismiss={() => dismiss(latest.key)} />}
      {!(isOpen && isNarrow) && (
        <Launcher
          isOpen={isOpen}
          unread={state.unread}
          words={words}
          button={button}
          onToggle={() => (isOpen ? close() : onToggle(true))}
        />
      )}
      <Announcer state={state} language={language} />
    </div>
  );
}

function useChat(chat: ChatConnection): ChatState {
  const [state, set] = useState(chat.state);
  useEffect(() => {
    set(chat.state);
    return chat.subscribe(set);
  }, [chat]);
  return state;
}

/** The first message that was new when the conversation was opened: the line stays until it is closed again. */
function useNewFrom({ messages, readSeq }: ChatState, isLooking: boolean): number | null {
  const [from, set] = useState<number | null>(null);
  const stood = useRef(readSeq);
  if (!isLooking) stood.current = readSeq;
  const first = messages.find((message) => message.from === 'desk' && message.seq !== null && message.seq > stood.current)?.seq ?? null;
  useEffect(() => {
    if (!isLooking) set(null);
    else if (first !== null) set((now) => now ?? first);
  }, [isLooking]);
  return from;
}

/** Says each new answer once, to whoever hears the page. */
function Announcer({ state: { messages }, language }: { readonly state: ChatState; readonly language: Language }) {
  const words = wordsOf(language);
  const latest = messages.findLast((message) => message.from === 'desk');
  const first = useRef<string | null | undefined>(undefined);
  if (first.current === undefined && messages.length > 0) first.current = latest?.key ?? null;
  const isNew = latest !== undefined && latest.key !== first.current;
  return (
    <div class="hidden" aria-live="polite">
      {isNew ? words.says(latest.author || words.agent, latest.text || words.sentFile) : ''}
    </div>
  );
}
