import { ask, desk, type Schemas } from '@parley/kit/desk';
import type { Message } from '../data/queries.js';

export type Kind = 'reply' | 'note';

export interface WrittenFile {
  readonly id: string;
  readonly filename: string;
  readonly bytes: number;
}

export interface Written {
  readonly text: string;
  /** Of rich text only. */
  readonly html: string | null;
  readonly cc: readonly string[];
  /** null: the inbox the customer last wrote to. */
  readonly inboxId: string | null;
  readonly files: readonly WrittenFile[];
  /** Who is told of a note. */
  readonly mentions: readonly { readonly id: string; readonly name: string }[];
}

export interface Writing {
  readonly kind: Kind;
  readonly reply: Written;
  readonly note: Written;
  /** Rises when the text was not typed but put there: fields take it over then. */
  readonly revision: number;
}

const NOTHING: Written = { text: '', html: null, cc: [], inboxId: null, files: [], mentions: [] };
export const BLANK: Writing = { kind: 'reply', reply: NOTHING, note: NOTHING, revision: 0 };

export function isEmpty({ text, files }: Written): boolean {
  return text.trim() === '' && files.length === 0;
}

const NAMES = 'parley.files';
const NAMES_MAX = 100;
const DRAFTS_MAX = 200;

/** Drafts keep ids; what the files are called is remembered here. */
export function rememberFile(file: WrittenFile): void {
  const known = fileNames().filter(({ id }) => id !== file.id);
  localStorage.setItem(NAMES, JSON.stringify([...known, file].slice(-NAMES_MAX)));
}

function fileNames(): readonly WrittenFile[] {
  try {
    return JSON.parse(localStorage.getItem(NAMES) ?? '[]') as WrittenFile[];
  } catch {
    return [];
  }
}

type Draft = Schemas['DraftAnswer'];

function fromDraft({ text, html, cc, inboxId, attachmentIds }: Draft): Written {
  const names = fileNames();
  const files = attachmentIds.map((id) => names.find((one) => one.id === id) ?? { id, filename: '…', bytes: 0 });
  return { ...NOTHING, text, html, cc, inboxId, files };
}

export function fromMessage({ text, html, details, inboxId, attachments }: Message): Written {
  const cc = (details as { readonly cc?: readonly string[] }).cc ?? [];
  return { ...NOTHING, text, html, cc, inboxId, files: attachments.map(({ id, filename, bytes }) => ({ id, filename, bytes })) };
}

/** What was begun before, perhaps on another computer. */
export async function loadDraft(ticketId: string): Promise<Writing> {
  // The list, because asking for one draft that is not there is an error, in the console of every ticket without one.
  const { items } = await ask(desk.GET('/api/v1/drafts', { params: { query: { limit: DRAFTS_MAX } } }));
  const draft = items.find(({ ticket }) => ticket.id === ticketId);
  if (draft === undefined) return BLANK;
  const kind: Kind = draft.kind === 'note' ? 'note' : 'reply';
  return { ...BLANK, kind, [kind]: fromDraft(draft) };
}

/** The desk keeps one draft of a ticket: that of the side one writes on, or of the other when this one is blank. */
export async function saveDraft(ticketId: string, writing: Writing): Promise<void> {
  const kind: Kind = isEmpty(writing[writing.kind]) ? (writing.kind === 'reply' ? 'note' : 'reply') : writing.kind;
  const written = writing[kind];
  const params = { params: { path: { id: ticketId } }, keepalive: true };
  if (isEmpty(written)) {
    await ask(desk.DELETE('/api/v1/tickets/{id}/draft', params));
    return;
  }
  const body = {
    kind,
    text: written.text,
    attachmentIds: written.files.map(({ id }) => id),
    cc: [...written.cc],
    ...(written.html === null ? {} : { html: written.html }),
    ...(written.inboxId === null ? {} : { inboxId: written.inboxId }),
  };
  await ask(desk.PUT('/api/v1/tickets/{id}/draft', { ...params, body }));
}
