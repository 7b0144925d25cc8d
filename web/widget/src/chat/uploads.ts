import { ChatFault, type ChatFile, type Limits } from './types';

export interface UploadWatch {
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/** Said before a byte travels: the desk says the same, later. @throws ChatFault */
export function checkFile(file: Blob, limits: Limits): void {
  if (file.size > limits.fileBytes) throw new ChatFault('chat.file-too-large');
  if (file.size === 0 || (file.type !== '' && !limits.fileTypes.includes(file.type))) throw new ChatFault('chat.file-type');
}

/** XMLHttpRequest, because fetch tells nothing of how far an upload is. @throws ChatFault */
export function putFile(url: string, file: Blob, { onProgress, signal }: UploadWatch): Promise<ChatFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (code: string) => () => reject(new ChatFault(code));
    request.open('POST', url);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress?.(total === 0 ? 0 : loaded / total));
    request.addEventListener('load', () => {
      const answer = parsed(request.responseText);
      if (request.status === 201) resolve(answer as unknown as ChatFile);
      else fail(typeof answer['code'] === 'string' ? answer['code'] : 'chat.unavailable')();
    });
    request.addEventListener('error', fail('chat.offline'));
    request.addEventListener('abort', fail('chat.aborted'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
