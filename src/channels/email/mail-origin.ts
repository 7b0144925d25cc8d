import type { RawRequest } from '../contract/index.js';
import type { ImapSettings } from './imap-settings.js';

/** Where a mail came from. */
export interface Origin {
  readonly key: string;
  readonly request: RawRequest;
  readonly settings: ImapSettings;
}
