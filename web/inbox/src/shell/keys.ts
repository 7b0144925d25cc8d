/**
 * Keyboard shortcuts, written as `r`, `shift+?`, `mod+k` (⌘ on a Mac, else Ctrl) or as a sequence `g i`. Single keys are
 * not taken while somebody types.
 */
export type Keys = string;

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);
const SEQUENCE_MS = 1_000;

export function pressed(event: KeyboardEvent): string {
  const mod = IS_MAC ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key.toLowerCase().replace('arrow', '');
  // Shift is part of a sign such as `?`, and said only of letters and named keys.
  const isShifted = event.shiftKey && (key.length > 1 || key !== event.key || /[a-z]/.test(key));
  return `${mod ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${isShifted ? 'shift+' : ''}${key === ' ' ? 'space' : key}`;
}

export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target instanceof HTMLElement ? event.target : null;
  return target !== null && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
}

export function shownKeys(keys: Keys): readonly string[] {
  const names: Readonly<Record<string, string>> = {
    mod: IS_MAC ? '⌘' : 'Ctrl',
    shift: '⇧',
    alt: IS_MAC ? '⌥' : 'Alt',
    enter: '↵',
    up: '↑',
    down: '↓',
    escape: 'Esc',
  };
  return keys
    .split(' ')
    .flatMap((stroke) => stroke.split('+').map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part)));
}

/** Takes strokes one by one and says which shortcut they make. */
export class Strokes {
  private first: { readonly stroke: string; readonly at: number } | null = null;

  take(stroke: string, known: (keys: Keys) => boolean): Keys | null {
    const { first } = this;
    this.first = null;
    const now = Date.now();
    if (first !== null && now - first.at < SEQUENCE_MS && known(`${first.stroke} ${stroke}`)) return `${first.stroke} ${stroke}`;
    if (known(stroke)) return stroke;
    this.first = { stroke, at: now };
    return null;
  }
}
