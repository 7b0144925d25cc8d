// npm run simulate | bench | faults | cli: prepares what is missing, then runs one compiled program with its arguments.
import { fileURLToPath } from 'node:url';
import { prepare } from './prepare.mjs';

const [program, ...args] = process.argv.slice(2);
await prepare({ web: program === 'bench/main' && args[0] === 'pages' });
const file = fileURLToPath(new URL(`../dist/${program}.js`, import.meta.url));
process.argv = [process.argv[0], file, ...args];
await import(file);
