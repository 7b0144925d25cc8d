export { EmbeddedError } from './embedded-error.js';
export { type Embedded, startEmbedded } from './embedded-server.js';
