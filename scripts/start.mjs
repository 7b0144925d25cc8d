// npm start: prepares what is missing, then becomes the desk (same process, so that signals reach it).
import { prepare } from './prepare.mjs';

await prepare();
await import('../dist/src/main.js');
