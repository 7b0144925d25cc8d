import type { ComponentChildren } from 'preact';
import type { ChatConnection } from '../chat/connection';
import type { ChatMessage, MessageState } from '../chat/types';
import { timeOf } from './days';
import { MessageFile } from './files';
import { AlertIcon, CheckIcon, ChecksIcon, ClockIcon } from './icons';
import { LinkedText } from './linked-text';
import type { Words } from './words';

const ICONS = { waiting: ClockIcon, sent: CheckIcon, delivered: ChecksIcon, seen: ChecksIcon, failed: AlertIcon } as const;

interface MessageProps {
  readonly chat: ChatConnection;
  readonly message: ChatMessage;
  /** Of a group of messages that belong together. */
  readonly first: boolean;
  readonly last: boolean;
  readonly words: Words;
}

export function Message({ chat, message, first, last, words }: MessageProps) {
  const isOwn = message.from === 'customer';
  const author = isOwn ? words.you : message.author || words.agent;
  return (
    <li class={`message ${isOwn ? 'own' : 'theirs'} ${first ? 'first' : ''} ${last ? 'last' : ''} ${message.state}`}>
      {!isOwn && <span class="face">{last && <Face name={author} />}</span>}
      <div class="said">
        {first && <span class={isOwn ? 'hidden' : 'author'}>{author}</span>}
        {message.files.length > 0 && (
          <div class="files">
            {message.files.map((file) => (
              <MessageFile key={file.id} chat={chat} file={file} words={words} isThere={message.seq !== null} />
            ))}
          </div>
        )}
        {message.text.trim() !== '' && (
          <p class="bubble" dir="auto">
            <LinkedText text={message.text} />
          </p>
        )}
        {message.state === 'failed' ? (
          <Failed chat={chat} message={message} words={words} />
        ) : (
          (last || message.state === 'waiting') && (
            <Meta time={timeOf(message.at, words)} at={message.at}>
              {isOwn && <Tick state={message.state} label={words.states[message.state]} />}
            </Meta>
          )
        )}
      </div>
    </li>
  );
}

/** The first letter of a name, or the first character of a Chinese one. */
export function Face({ name }: { readonly name: string }) {
  return (
    <span class="initial" aria-hidden="true">
      {[...name.trim()][0]?.toUpperCase() ?? '•'}
    </span>
  );
}

function Meta({ time, at, children }: { readonly time: string; readonly at: string; readonly children: ComponentChildren }) {
  return (
    <span class="meta">
      <time dateTime={at}>{time}</time>
      {children}
    </span>
  );
}

function Tick({ state, label }: { readonly state: MessageState; readonly label: string }) {
  const Icon = ICONS[state];
  return (
    <span class={`tick ${state}`} role="img" aria-label={label} title={label}>
      <Icon size={15} />
    </span>
  );
}

function Failed({ chat, message, words }: Pick<MessageProps, 'chat' | 'message' | 'words'>) {
  const why = message.fault === null ? undefined : words.faults[message.fault];
  return (
    <span class="meta failure">
      <AlertIcon size={15} />
      <span>{why ?? words.states.failed}</span>
      <button type="button" class="link" onClick={() => chat.retry(message.key)}>
        {words.retry}
      </button>
      <button type="button" class="link" onClick={() => chat.discard(message.key)}>
        {words.discard}
      </button>
    </span>
  );
}
