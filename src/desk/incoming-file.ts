import type { AttachmentId } from '../kernel/id.js';

/** A file of an incoming message: stored already, or still at the provider. */
export interface IncomingFile {
  readonly id: AttachmentId;
  readonly filename: string;
  readonly contentType: string;
  readonly contentId: string | null;
  readonly bytes: number;
  readonly sha256: string | null;
  readonly storageKey: string | null;
  readonly media: Readonly<Record<string, unknown>> | null;
}
