import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatConnection } from '../chat/connection';
import type { ChatFile } from '../chat/types';
import { CloseIcon, DownloadIcon, FileIcon } from './icons';
import type { Words } from './words';

const PICTURE = /^image\/(jpeg|png|gif|webp)$/;

interface FileProps {
  readonly chat: ChatConnection;
  readonly file: ChatFile;
  readonly words: Words;
  /** The desk has it in the conversation: before that there is no link to it. */
  readonly isThere: boolean;
}

/** Pictures that were chosen on this page need not come back from the desk. */
export const ownPictures = new Map<string, string>();

export function MessageFile(props: FileProps) {
  return PICTURE.test(props.file.contentType) ? <Picture {...props} /> : <Document {...props} />;
}

/** A link is good for a minute; a picture that does not load by it gets another one, once, and then is a file like any other. */
function Picture({ chat, file, words, isThere }: FileProps) {
  const own = ownPictures.get(file.id) ?? null;
  const [url, setUrl] = useState(own);
  const [tries, setTries] = useState(0);
  const [isOpen, open] = useState(false);
  useEffect(() => {
    if (!isThere || own !== null) return undefined;
    let isHere = true;
    void chat.link(file.id).then((link) => isHere && setUrl(link));
    return () => {
      isHere = false;
    };
  }, [chat, file.id, tries, isThere]);
  if (tries > 1) return <Document chat={chat} file={file} words={words} isThere={isThere} />;
  return (
    <>
      <button type="button" class="picture" aria-label={words.picture(file.filename)} onClick={() => open(true)}>
        {url !== null && <img src={url} alt="" onError={() => setTries(tries + 1)} />}
      </button>
      {isOpen && url !== null && <Lightbox url={url} file={file} chat={chat} words={words} isThere={isThere} onClose={() => open(false)} />}
    </>
  );
}

function Document({ chat, file }: FileProps) {
  return (
    <button type="button" class="document" onClick={() => void download(chat, file)}>
      <span class="document-icon">
        <FileIcon />
      </span>
      <span class="document-name">
        <bdi>{file.filename}</bdi>
        <small>{sizeOf(file.bytes)}</small>
      </span>
      <DownloadIcon size={18} />
    </button>
  );
}

function Lightbox({ url, file, chat, words, onClose }: FileProps & { readonly url: string; readonly onClose: () => void }) {
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const root = close.current?.getRootNode() as ShadowRoot | undefined;
    const before = root?.activeElement as HTMLElement | null;
    close.current?.focus();
    return () => before?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    // A click beside the picture closes, as Escape and the button do
    <div class="lightbox" role="dialog" aria-modal="true" aria-label={file.filename} onKeyDown={onKeyDown} onClick={onClose}>
      <div class="lightbox-bar">
        <button type="button" class="round" aria-label={words.download} onClick={() => void download(chat, file)}>
          <DownloadIcon />
        </button>
        <button type="button" class="round" aria-label={words.close} ref={close} onClick={onClose}>
          <CloseIcon />
        </button>
      </div>
      <img src={url} alt={file.filename} />
    </div>
  );
}

/** The desk answers with a download, so the page stays. */
async function download(chat: ChatConnection, file: ChatFile): Promise<void> {
  const url = await chat.link(file.id);
  if (url === null) return;
  const link = document.createElement('a');
  link.href = url;
  link.rel = 'noopener';
  link.download = file.filename;
  link.click();
}

export function sizeOf(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
