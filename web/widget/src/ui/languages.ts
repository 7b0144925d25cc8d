import type { Language, Words } from './words';
import { en } from './words.en';
import { id } from './words.id';
import { zh } from './words.zh';

const ALL: Readonly<Record<Language, Words>> = { en, id, zh };

export function wordsOf(language: Language): Words {
  return ALL[language];
}
