/** In place of an id: one is being made. No key of the desk is written so. */
export const NEW = '+';

/** `/admin/<page>/new` makes one; what is called `new` itself (a status is) stands at `~new`. */
export function inAddress(id: string): string {
  if (id === NEW) return 'new';
  return encodeURIComponent(/^~*new$/.test(id) ? `~${id}` : id);
}

export function fromAddress(part: string): string {
  if (part === 'new') return NEW;
  return /^~+new$/.test(part) ? part.slice(1) : part;
}
