import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChatConnection } from '../chat/connection';
import type { ChatState } from '../chat/types';
import { entriesOf } from './days';
import { DownIcon } from './icons';
import { Face, Message } from './message';
import { Waiting } from './waiting';
import { Welcome } from './welcome';
import type { Words } from './words';

/** So near to its end a conversation is kept at its end. */
const NEAR = 80;
const EARLIER_AT = 120;

interface ConversationProps {
  readonly chat: ChatConnection;
  readonly state: ChatState;
  readonly name: string;
  readonly words: Words;
  readonly newFromSeq: number | null;
  readonly onTopic: (text: string) => void;
}

export function Conversation({ chat, state, name, words, newFromSeq, onTopic }: ConversationProps) {
  const { messages, agentTyping, earlier } = state;
  const { box, isAtEnd, toEnd, onScroll } = useScroll(chat, state);
  const lastAuthor = messages.findLast((message) => message.from === 'desk' && !message.automatic)?.author || words.agent;
  const isEmpty = messages.length === 0;
  return (
    <div class="middle">
      {/* Whoever scrolls by keyboard must be able to reach it */}
      <div class="scroll" ref={box} onScroll={onScroll} tabIndex={0} role="region" aria-label={words.dialog(name)}>
        {earlier && (
          <button type="button" class="earlier" onClick={() => void chat.loadEarlier()}>
            {words.earlier}
          </button>
        )}
        {isEmpty && <Welcome state={state} words={words} onTopic={onTopic} />}
        <ol class="messages">
          {entriesOf(messages, { newFromSeq, words }).map((entry) =>
            entry.kind === 'message' ? (
              <Message key={entry.key} chat={chat} message={entry.message} first={entry.first} last={entry.last} words={words} />
            ) : (
              <li key={entry.key} class={entry.kind === 'day' ? 'day' : 'new'}>
                <span>{entry.kind === 'day' ? entry.label : words.newMessages}</span>
              </li>
            ),
          )}
        </ol>
        {agentTyping ? (
          <div class="message theirs first last" role="status">
            <span class="face">
              <Face name={lastAuthor} />
            </span>
            <span class="bubble dots">
              <i />
              <i />
              <i />
              <span class="hidden">{words.typing(lastAuthor)}</span>
            </span>
          </div>
        ) : (
          <Waiting state={state} words={words} />
        )}
      </div>
      {!isAtEnd && (
        <button type="button" class="to-end" aria-label={words.toLatest} onClick={toEnd}>
          <DownIcon />
          {state.unread > 0 && <span class="dot" />}
        </button>
      )}
    </div>
  );
}

/** Stays at the end when it was there, and in its place when earlier messages come in above. */
function useScroll(chat: ChatConnection, { messages, agentTyping, earlier, waiting }: ChatState) {
  const box = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const fromEnd = useRef(0);
  const loading = useRef(false);
  const wasAtEnd = useRef(true);
  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight });
  const first = messages[0]?.key;
  const last = messages.at(-1);
  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight - fromEnd.current;
  }, [first]);
  useLayoutEffect(() => {
    if (wasAtEnd.current || last?.state === 'waiting') toEnd();
  }, [last?.key, agentTyping, waiting]);
  useEffect(() => {
    // Pictures come late, and keyboards take half of the room.
    const content = new ResizeObserver(() => wasAtEnd.current && toEnd());
    if (box.current) {
      content.observe(box.current);
      for (const child of box.current.children) content.observe(child);
    }
    return () => content.disconnect();
  }, [messages.length === 0]);
  const onScroll = () => {
    const element = box.current;
    if (!element) return;
    fromEnd.current = element.scrollHeight - element.scrollTop;
    wasAtEnd.current = fromEnd.current - element.clientHeight < NEAR;
    setAtEnd(wasAtEnd.current);
    if (element.scrollTop > EARLIER_AT || !earlier || loading.current) return;
    loading.current = true;
    void chat.loadEarlier().finally(() => {
      loading.current = false;
    });
  };
  return { box, isAtEnd, toEnd, onScroll };
}
