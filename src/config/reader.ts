export type Env = Readonly<Record<string, string | undefined>>;

/** What a value must be like, in code and in words: "X must be <what>." */
interface Shape {
  fits(text: string): boolean;
  readonly what: string;
}

/** Reads variables one by one and collects what is wrong, so that all of it can be said at once. */
export class Reader {
  readonly problems: string[] = [];

  constructor(private readonly env: Env) {}

  optional(name: string): string | null {
    const value = this.env[name]?.trim();
    return value === undefined || value === '' ? null : value;
  }

  text(name: string, preset: string): string {
    return this.optional(name) ?? preset;
  }

  that(name: string, preset: string, { fits, what }: Shape): string {
    const text = this.text(name, preset);
    if (!fits(text)) this.problems.push(`${name} must be ${what}.`);
    return text;
  }

  /** Separated by commas. */
  list(name: string, { fits, what }: Shape): readonly string[] {
    const parts = this.text(name, '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
    if (!parts.every(fits)) this.problems.push(`${name} must be a list of ${what}, separated by commas.`);
    return parts;
  }

  whole(name: string, preset: number, min: number, max: number): number {
    const text = this.optional(name);
    if (text === null) return preset;
    const value = Number(text);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    this.problems.push(`${name} must be a whole number from ${min} to ${max}.`);
    return preset;
  }

  one<const Choice extends string>(name: string, preset: Choice, choices: readonly Choice[]): Choice {
    const text = this.optional(name);
    if (text === null) return preset;
    const found = choices.find((choice) => choice === text);
    if (found === undefined) this.problems.push(`${name} must be one of: ${choices.join(', ')}.`);
    return found ?? preset;
  }

  secret(name: string, min: number): string | null {
    const value = this.optional(name);
    if (value !== null && value.length < min) this.problems.push(`${name} must have at least ${min} characters.`);
    return value;
  }

  url(name: string, preset: string, protocols: readonly string[]): string {
    const text = this.text(name, preset);
    const fits = URL.canParse(text) && protocols.includes(new URL(text).protocol);
    // The value is not repeated: a database URL holds a password.
    if (!fits) this.problems.push(`${name} must be a URL that begins with ${protocols.map((p) => `${p}//`).join(' or ')}.`);
    return text;
  }
}
