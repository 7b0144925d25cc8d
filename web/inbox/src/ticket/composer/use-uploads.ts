import { csrfToken } from '@parley/kit/desk';
import { bytes } from '@parley/kit/formats';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rememberFile, type WrittenFile } from './writing.js';

export interface Upload {
  readonly key: string;
  readonly filename: string;
  readonly share: number;
  readonly problem: string | null;
}

interface Uploads {
  readonly uploads: readonly Upload[];
  readonly add: (files: readonly File[]) => void;
  readonly dismiss: (key: string) => void;
  readonly isBusy: boolean;
}

/** Files on their way to the desk. @param maxBytes 0: this channel carries none */
export function useUploads(maxBytes: number, onDone: (file: WrittenFile) => void): Uploads {
  const { t } = useTranslation('ticket');
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const patch = useCallback(
    (key: string, part: Partial<Upload>) => setUploads((now) => now.map((one) => (one.key === key ? { ...one, ...part } : one))),
    [],
  );
  const dismiss = useCallback((key: string) => setUploads((now) => now.filter((one) => one.key !== key)), []);
  const add = (files: readonly File[]) => {
    for (const file of files) {
      const key = crypto.randomUUID();
      const problem =
        maxBytes === 0 ? t('composer.noFiles') : file.size > maxBytes ? t('composer.tooLarge', { size: bytes(maxBytes) }) : null;
      setUploads((now) => [...now, { key, filename: file.name, share: 0, problem }]);
      if (problem !== null) continue;
      send(file, (share) => patch(key, { share })).then(
        (done) => {
          rememberFile(done);
          dismiss(key);
          onDone(done);
        },
        (error: Error) => patch(key, { problem: error.message === '' ? t('problem.away') : error.message }),
      );
    }
  };
  return { uploads, add, dismiss, isBusy: uploads.some(({ problem }) => problem === null) };
}

/** By XMLHttpRequest, which tells how far an upload got. */
async function send(file: File, onShare: (share: number) => void): Promise<WrittenFile> {
  const csrf = await csrfToken();
  const form = new FormData();
  form.append('file', file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/attachments');
    request.setRequestHeader('x-csrf-token', csrf);
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total }) => onShare(total === 0 ? 0 : loaded / total));
    request.addEventListener('error', () => reject(new Error('')));
    request.addEventListener('load', () => {
      const body = (request.response ?? {}) as { readonly detail?: string; readonly title?: string } & WrittenFile;
      if (request.status === 201) resolve({ id: body.id, filename: body.filename, bytes: body.bytes });
      else reject(new Error(body.detail ?? body.title ?? `HTTP ${request.status}`));
    });
    request.send(form);
  });
}
