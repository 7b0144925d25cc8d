/** The parameters of a form post as Twilio signs them: decoded, empty ones kept, repeated ones all there. */
export function formOf(body: Buffer): Readonly<Record<string, string | string[]>> {
  const form: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of new URLSearchParams(body.toString('utf8'))) {
    const known = form[name];
    form[name] = known === undefined ? value : [known, value].flat();
  }
  return form;
}

/** A parameter's first value; null when it is missing or empty. */
export function valueOf(form: Readonly<Record<string, string | string[]>>, name: string): string | null {
  const value = form[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined || first === '' ? null : first;
}
