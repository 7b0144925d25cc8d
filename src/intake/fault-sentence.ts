/** https://www.postgresql.org/docs/current/errcodes-appendix.html: what the classes of SQLSTATE mean to an operator. */
const CLASSES: Readonly<Record<string, string>> = {
  '22': 'the database cannot hold one of its values',
  '23': 'one of its values does not fit what is stored already',
  '40': 'it collided with another change each time',
  '53': 'the database has run out of room or connections',
  '54': 'one of its values is too large for the database',
  '57': 'the database ended the statement',
};

/** Where an error happened, of how many parts an input has. */
export interface Part {
  readonly type: string;
  readonly number: number;
  readonly of: number;
}

/** One sentence for an operator. Never the error's own message: a driver's may quote what the customer wrote. */
export function faultSentence(error: unknown, { type, number, of }: Part): string {
  const what = of === 1 ? `The ${type}` : `Part ${number} of ${of} (${type})`;
  return `${what} could not be stored: ${reasonOf(error)}.`;
}

function reasonOf(error: unknown): string {
  const { name, code, driverError } = (error ?? {}) as { name?: unknown; code?: unknown; driverError?: { code?: unknown } };
  const found = driverError?.code ?? code;
  const text = typeof found === 'string' && /^[\w.-]{1,80}$/.test(found) ? found : null;
  if (text !== null && /^(?=.*\d)[0-9A-Z]{5}$/.test(text))
    return `${CLASSES[text.slice(0, 2)] ?? 'the database refused it'} (SQLSTATE ${text})`;
  if (text?.includes('.')) return `the desk refused it (${text})`;
  const kind = typeof name === 'string' && /^\w{1,60}$/.test(name) ? name : 'unknown';
  return `an error that the program did not foresee (${text === null ? kind : `${kind} ${text}`})`;
}
