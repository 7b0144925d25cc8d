import { ask, desk } from '@parley/kit/desk';

export interface FoundContact {
  readonly id: string;
  readonly name: string;
  /** An address, or a ticket of theirs, to tell two of the same name apart. */
  readonly note: string;
}

const MAX = 8;

/** By the exact address, and by the name in which somebody wrote before. */
export async function findContacts(text: string): Promise<readonly FoundContact[]> {
  const kind = text.includes('@') ? 'email' : /^\+?[\d\s().-]{5,}$/.test(text) ? 'phone' : null;
  const [exact, said] = await Promise.all([kind === null ? [] : byAddress(kind, text), byName(text)]);
  const all = new Map([...said, ...exact].map((contact) => [contact.id, contact]));
  return [...all.values()].toReversed().slice(0, MAX);
}

async function byAddress(kind: string, value: string): Promise<readonly FoundContact[]> {
  const { items } = await ask(desk.GET('/api/v1/contacts', { params: { query: { kind, value, limit: MAX } } }));
  return items.map((contact) => ({ id: contact.id, name: contact.name, note: value }));
}

async function byName(text: string): Promise<readonly FoundContact[]> {
  const q = `from:"${text.replaceAll('"', ' ')}"`;
  const { items } = await ask(desk.GET('/api/v1/search', { params: { query: { q, sort: 'newest', limit: 30 } } })).catch(() => ({
    items: [],
  }));
  return items
    .toReversed()
    .map(({ ticket }) => ({ id: ticket.contact.id, name: ticket.contact.name, note: `#${ticket.number} ${ticket.subject}` }));
}
