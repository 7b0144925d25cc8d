export { EmbeddedError } from './embedded-error.js';
export { type Embedded, type EmbeddedOptions, startEmbedded } from './embedded-server.js';
