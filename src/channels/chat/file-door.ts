import { systemClock } from '../../kernel/clock.js';
import type { FileDoor } from '../contract/index.js';
import { FILE_BYTES_MAX, recognise } from './file-kinds.js';
import { isAllowedOrigin } from './origins.js';
import { opensFile, uploaderOf } from './passes.js';
import type { WidgetSettings } from './widget-settings.js';

export const fileDoor: FileDoor<WidgetSettings> = {
  maxBytes: FILE_BYTES_MAX,
  allows: isAllowedOrigin,
  // Without a secret anybody could make passes.
  uploaderOf: (pass, inbox) => (inbox.settings.identitySecret ? uploaderOf(pass, inbox, systemClock.now().getTime()) : null),
  opens: (pass, fileId, inbox) => !!inbox.settings.identitySecret && opensFile(pass, fileId, { inbox, nowMs: systemClock.now().getTime() }),
  recognise,
};
