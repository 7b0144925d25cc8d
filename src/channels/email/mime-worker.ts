import { parentPort } from 'node:worker_threads';
import { readMail } from './read-mail.js';

/** Runs beside the main thread, so that a 25 MB mail or a hostile one blocks nobody. One mail at a time. */
parentPort?.on('message', (raw: Uint8Array) => {
  readMail(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)).then(
    (mail) => {
      const contents = mail.attachments.map((file) => file.content.buffer as ArrayBuffer);
      parentPort?.postMessage({ kind: 'mail', mail }, [...new Set(contents)]);
    },
    (error: unknown) => {
      // The message may quote the mail; the class of the error says enough.
      parentPort?.postMessage({ kind: 'failed', reason: error instanceof Error ? error.name : 'unknown' });
    },
  );
});
parentPort?.postMessage('ready');
