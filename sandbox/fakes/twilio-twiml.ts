export interface Verb {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  /** Of verbs that hold others: `<Gather>`, `<Dial>`, `<Enqueue>`. */
  readonly inner: readonly Verb[];
}

const TAG = /<(\/?)([A-Za-z]+)((?:\s+[A-Za-z]+="[^"<]*")*)\s*(\/?)>/y;
const DOCUMENT_MAX = 64 * 1024;

/**
 * The verbs of a TwiML document in their order: one `<Response>`, verbs inside of those only that may hold some, quoted
 * attributes, no bare `&`. As much of TwiML as the desk speaks; whatever is beyond it is an error, as a slip of ours would be.
 * @throws Error where Twilio would report 12100 (document parse failure)
 */
export function verbsOf(document: string): readonly Verb[] {
  if (document.length > DOCUMENT_MAX) throw new Error('the document is larger than 64 KB');
  const body = document.trim().replace(/^<\?xml[^>]*\?>\s*/, '');
  if (/^<Response\s*\/>$/.test(body)) return [];
  const inner = /^<Response>([\s\S]*)<\/Response>$/.exec(body)?.[1];
  if (inner === undefined) throw new Error('the document is no <Response>');
  const { verbs, end } = verbsUntil(inner, 0);
  if (end < inner.length) throw new Error(`no verb at ${end}`);
  return verbs;
}

/** https://www.twilio.com/docs/voice/twiml: which verbs hold others. */
const HOLDERS: ReadonlySet<string> = new Set(['Gather', 'Dial', 'Enqueue']);

/** Up to the end of the text, or to a closing tag. */
function verbsUntil(text: string, from: number): { readonly verbs: readonly Verb[]; readonly end: number } {
  const verbs: Verb[] = [];
  let at = skipSpace(text, from);
  while (at < text.length && !text.startsWith('</', at)) {
    const { verb, end } = verbAt(text, at);
    verbs.push(verb);
    at = skipSpace(text, end);
  }
  return { verbs, end: at };
}

function verbAt(text: string, at: number): { readonly verb: Verb; readonly end: number } {
  const opening = tagAt(text, at);
  if (opening.closes) throw new Error(`</${opening.name}> without its beginning`);
  const { name, attributes } = opening;
  if (opening.empty) return { verb: { name, attributes, text: '', inner: [] }, end: opening.end };
  if (HOLDERS.has(name) && text.startsWith('<', skipSpace(text, opening.end))) {
    const { verbs, end } = verbsUntil(text, opening.end);
    if (end >= text.length) throw new Error(`<${name}> without its end`);
    const closing = tagAt(text, end);
    if (!closing.closes || closing.name !== name) throw new Error(`<${name}> holds </${closing.name}>`);
    return { verb: { name, attributes, text: '', inner: verbs }, end: closing.end };
  }
  const textEnd = text.indexOf('<', opening.end);
  if (textEnd < 0) throw new Error(`<${name}> without its end`);
  const closing = tagAt(text, textEnd);
  if (!closing.closes || closing.name !== name) throw new Error(`<${name}> holds <${closing.name}>`);
  return { verb: { name, attributes, text: unescaped(text.slice(opening.end, textEnd)), inner: [] }, end: closing.end };
}

function tagAt(text: string, at: number) {
  TAG.lastIndex = at;
  const match = TAG.exec(text);
  if (match === null) throw new Error(`no tag at ${at}`);
  const [whole, slash, name = '', list = '', end] = match;
  const pairs = [...list.matchAll(/([A-Za-z]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, unescaped(value)] as const);
  return { name, attributes: Object.fromEntries(pairs), closes: slash === '/', empty: end === '/', end: at + whole.length };
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function unescaped(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-f]+);|#(\d+);|([a-z]+);)?/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    const character = ENTITIES.get(name ?? '');
    if (character === undefined) throw new Error(`${whole} is no entity`);
    return character;
  });
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
  return at;
}
