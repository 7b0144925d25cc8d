import type { RefObject } from 'preact';
import type { ChatMessage } from '../chat/types';
import { ChatIcon, CloseIcon } from './icons';
import { Face } from './message';
import type { Words } from './words';

interface LauncherProps {
  readonly isOpen: boolean;
  readonly unread: number;
  readonly words: Words;
  readonly button: RefObject<HTMLButtonElement>;
  readonly onToggle: () => void;
}

export function Launcher({ isOpen, unread, words, button, onToggle }: LauncherProps) {
  const label = isOpen ? words.close : words.open;
  return (
    <button
      type="button"
      class={isOpen ? 'launcher open' : 'launcher'}
      ref={button}
      aria-label={unread > 0 && !isOpen ? `${label}, ${words.unread(unread)}` : label}
      aria-expanded={isOpen}
      aria-haspopup="dialog"
      onClick={onToggle}
    >
      <span class="launcher-icon">{isOpen ? <CloseIcon size={26} /> : <ChatIcon size={30} />}</span>
      {unread > 0 && !isOpen && (
        <span class="badge" aria-hidden="true">
          {unread > 9 ? '9+' : unread}
        </span>
      )}
    </button>
  );
}

interface TeaserProps {
  readonly message: ChatMessage;
  readonly words: Words;
  readonly onOpen: () => void;
  readonly onDismiss: () => void;
}

/** The latest unread answer, beside the closed button. */
export function Teaser({ message, words, onOpen, onDismiss }: TeaserProps) {
  const author = message.author || words.agent;
  return (
    <div class="teaser">
      <button type="button" class="teaser-body" onClick={onOpen}>
        <Face name={author} />
        <span class="teaser-words">
          <b>{author}</b>
          <span>{message.text || words.sentFile}</span>
        </span>
      </button>
      <button type="button" class="round small" aria-label={words.close} onClick={onDismiss}>
        <CloseIcon size={16} />
      </button>
    </div>
  );
}
