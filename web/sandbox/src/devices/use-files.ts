import { notifications } from '@mantine/notifications';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActFile } from '../stage/types.ts';

/** In base64 they have to fit into one request. */
const BYTES_MAX = 700_000;

/** Files about to be sent. */
export function useFiles(max: number) {
  const { t } = useTranslation();
  const [files, setFiles] = useState<readonly ActFile[]>([]);
  const add = useCallback(
    (given: readonly File[]) => {
      const tooLarge = given.find((file) => file.size > BYTES_MAX);
      if (tooLarge !== undefined) notifications.show({ color: 'red', message: t('chat.tooLarge', { name: tooLarge.name }) });
      const fitting = given.filter((file) => file.size <= BYTES_MAX && file.size > 0);
      void Promise.all(fitting.map(actFileOf)).then((read) => setFiles((before) => [...before, ...read].slice(-max)));
    },
    [max, t],
  );
  const pick = () => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = max > 1;
    input.addEventListener('change', () => add([...(input.files ?? [])]));
    input.click();
  };
  const remove = (at: number) => setFiles(files.filter((_, n) => n !== at));
  return { files, add, pick, remove, clear: () => setFiles([]) };
}

async function actFileOf(file: File): Promise<ActFile> {
  const contentType = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : 'application/octet-stream';
  return { filename: file.name, contentType, content: await base64Of(file) };
}

export function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')));
    reader.readAsDataURL(blob);
  });
}
