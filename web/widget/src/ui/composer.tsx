import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ChatConnection } from '../chat/connection';
import type { ChatState } from '../chat/types';
import { type Attached, filesOf, type useAttaching } from './attaching';
import { sizeOf } from './files';
import { ClipIcon, CloseIcon, FileIcon, SendIcon } from './icons';
import type { Words } from './words';

/** With so few characters left they are counted. */
const COUNT_FROM = 400;
const STOPPED_MS = 5_000;

interface ComposerProps {
  readonly chat: ChatConnection;
  readonly state: ChatState;
  readonly words: Words;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly attaching: ReturnType<typeof useAttaching>;
  readonly input: RefObject<HTMLTextAreaElement>;
}

export function Composer({ chat, state, words, text, onText, attaching, input }: ComposerProps) {
  const picker = useRef<HTMLInputElement>(null);
  const left = state.limits.textLength - text.length;
  const hasSomething = text.trim() !== '' || attaching.list.length > 0;
  const maySend = hasSomething && left >= 0 && !attaching.isBusy;
  const type = useTyping(chat);
  useHeight(input, text);
  const send = () => {
    if (!maySend) return;
    chat.send(
      text.trim(),
      attaching.list.flatMap(({ file }) => file ?? []),
    );
    type.sent();
    onText('');
    attaching.clear();
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While characters are being composed (Chinese), Enter chooses one. Under a thumb it makes a new line.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    send();
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = filesOf(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    attaching.add(files);
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {attaching.fault !== null && (
        <p class="fault" role="alert">
          {attaching.fault}
        </p>
      )}
      {attaching.list.length > 0 && (
        <ul class="chips">
          {attaching.list.map((one) => (
            <Chip key={one.key} attached={one} words={words} onRemove={() => attaching.remove(one.key)} />
          ))}
        </ul>
      )}
      <div class="field">
        <button type="button" class="plain" aria-label={words.attach} title={words.attach} onClick={() => picker.current?.click()}>
          <ClipIcon />
        </button>
        <input
          ref={picker}
          type="file"
          hidden
          multiple
          accept={state.limits.fileTypes.join(',')}
          onChange={({ currentTarget }) => {
            attaching.add([...(currentTarget.files ?? [])]);
            currentTarget.value = '';
          }}
        />
        <textarea
          ref={input}
          rows={1}
          dir="auto"
          value={text}
          placeholder={words.placeholder}
          aria-label={words.placeholder.replace('…', '')}
          aria-describedby={left <= COUNT_FROM ? 'count' : undefined}
          enterkeyhint="enter"
          onInput={({ currentTarget }) => {
            onText(currentTarget.value);
            type.typed(currentTarget.value);
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <button type="submit" class="send" aria-label={words.send} title={words.send} disabled={!maySend}>
          <SendIcon size={20} />
        </button>
      </div>
      {left <= COUNT_FROM && (
        <p id="count" class={left < 0 ? 'count over' : 'count'} role={left < 0 ? 'alert' : undefined}>
          {left < 0 ? words.tooLong(-left) : words.left(left)}
        </p>
      )}
    </form>
  );
}

function Chip({ attached, words, onRemove }: { readonly attached: Attached; readonly words: Words; readonly onRemove: () => void }) {
  const { name, bytes, preview, progress, file } = attached;
  return (
    <li class="chip">
      <span class="thumb">{preview === null ? <FileIcon /> : <img src={preview} alt="" />}</span>
      <span class="chip-name">
        <bdi>{name}</bdi>
        {file === null ? <progress max={1} value={progress} aria-label={name} /> : <small>{sizeOf(bytes)}</small>}
      </span>
      <button type="button" class="plain small" aria-label={words.remove(name)} onClick={onRemove}>
        <CloseIcon size={16} />
      </button>
    </li>
  );
}

/** Tells of typing, and of its end when nothing more comes. */
function useTyping(chat: ChatConnection) {
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const stop = () => {
    clearTimeout(timer.current);
    chat.typing(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    typed: (text: string) => {
      if (text === '') return stop();
      clearTimeout(timer.current);
      timer.current = setTimeout(stop, STOPPED_MS);
      chat.typing(true);
    },
    sent: () => clearTimeout(timer.current),
  };
}

/** Grows with what is written, up to the height that the style allows. */
function useHeight(input: RefObject<HTMLTextAreaElement>, text: string): void {
  useLayoutEffect(() => {
    const element = input.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [input, text]);
}
