// npm start: prepares what is missing, then becomes the desk (same process, so that signals reach it).
import { prepare } from './prepare.mjs';

await prepare({ web: true });
await import('../dist/src/main.js');
