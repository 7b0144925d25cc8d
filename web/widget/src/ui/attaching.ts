import { useRef, useState } from 'preact/hooks';
import type { ChatConnection } from '../chat/connection';
import { ChatFault, type ChatFile } from '../chat/types';
import { ownPictures } from './files';
import { shrunk } from './shrink';
import type { Words } from './words';

export interface Attached {
  readonly key: number;
  readonly name: string;
  readonly bytes: number;
  /** Of the picture on this device. */
  readonly preview: string | null;
  readonly progress: number;
  /** Set when the desk has it. */
  readonly file: ChatFile | null;
  readonly abort: AbortController;
}

/** Files on their way into the next message. */
export function useAttaching(chat: ChatConnection, words: Words) {
  const [list, setList] = useState<readonly Attached[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const nextKey = useRef(0);
  const change = (key: number, by: Partial<Attached>) => setList((now) => now.map((one) => (one.key === key ? { ...one, ...by } : one)));
  const remove = (key: number) => {
    setList((now) => {
      now.find((one) => one.key === key)?.abort.abort();
      return now.filter((one) => one.key !== key);
    });
  };
  const upload = async (given: File) => {
    const key = nextKey.current++;
    const abort = new AbortController();
    const preview = given.type.startsWith('image/') ? URL.createObjectURL(given) : null;
    setList((now) => [...now, { key, name: given.name, bytes: given.size, preview, progress: 0, file: null, abort }]);
    try {
      const file = await chat.upload(await shrunk(given), { signal: abort.signal, onProgress: (progress) => change(key, { progress }) });
      if (preview !== null) ownPictures.set(file.id, preview);
      change(key, { file, progress: 1 });
    } catch (error) {
      const code = error instanceof ChatFault ? error.code : 'other';
      if (code !== 'chat.aborted') setFault(`${given.name}: ${words.faults[code] ?? words.faults['other']}`);
      remove(key);
    }
  };
  const add = (files: readonly File[]) => {
    setFault(null);
    const room = chat.state.limits.files - list.length;
    if (files.length > room) setFault(words.faults['chat.too-many-files'] ?? null);
    for (const file of files.slice(0, Math.max(0, room))) void upload(file);
  };
  const clear = () => {
    setList([]);
    setFault(null);
  };
  return { list, fault, add, remove, clear, isBusy: list.some((one) => one.file === null) };
}

/** Pictures that were copied, and files that were dropped. */
export function filesOf(transfer: DataTransfer | null): readonly File[] {
  return [...(transfer?.files ?? [])];
}
