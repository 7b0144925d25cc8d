import { CONTENTS, FILENAMES } from './files.js';
import { MAILS_THAT_LOAD, MAILS_THAT_PRETEND } from './mails-that-load.js';
import { MAILS_THAT_MUTATE } from './mails-that-mutate.js';
import { MAILS_THAT_RUN } from './mails-that-run.js';
import { IDENTITIES, LINES, TEXTS } from './words.js';

export const MAILS = [...MAILS_THAT_RUN, ...MAILS_THAT_MUTATE, ...MAILS_THAT_LOAD, ...MAILS_THAT_PRETEND];

/** Everything that strangers may hand in, each once. */
export const CORPUS = [...MAILS, ...LINES, ...TEXTS, ...IDENTITIES, ...FILENAMES, ...CONTENTS];
