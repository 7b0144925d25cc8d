import 'reflect-metadata';

export interface SettingText {
  readonly label: string;
  readonly help: string;
  /** Encrypted at rest, never shown again, never logged. */
  readonly secret?: boolean;
  /** Must be present before the inbox can be enabled. */
  readonly required?: boolean;
  readonly example?: string | number | boolean;
  /** When it can only be one of these. */
  readonly choices?: readonly string[];
}

export interface SettingField extends SettingText {
  readonly name: string;
  readonly type: 'string' | 'number' | 'boolean';
}

const KEY = Symbol('parley.settings');

/** Marks a field of a settings class: label and help for the form, `secret` for encryption. Validation stays with class-validator. */
export function Setting(text: SettingText): PropertyDecorator {
  return (target, property) => {
    const designType: unknown = Reflect.getMetadata('design:type', target, property);
    const type = designType === Number ? 'number' : designType === Boolean ? 'boolean' : 'string';
    const before = settingsOf(target.constructor);
    Reflect.defineMetadata(KEY, [...before, { ...text, name: String(property), type } satisfies SettingField], target.constructor);
  };
}

/** The marked fields of a settings class, in order of declaration. */
export function settingsOf(type: object): readonly SettingField[] {
  const fields: unknown = Reflect.getMetadata(KEY, type);
  return Array.isArray(fields) ? (fields as SettingField[]) : [];
}
