const HOUR_MS = 3600_000;
const MORNING = 9;

interface Preset {
  readonly name: 'later' | 'tomorrow' | 'monday' | 'week';
  readonly at: Date;
}

/** Times people mean by `later`, in the agent's own zone. */
export function presets(now: Date): readonly Preset[] {
  const morning = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
  const toMonday = (8 - now.getDay()) % 7 || 7;
  return [
    { name: 'later', at: new Date(now.getTime() + 3 * HOUR_MS) },
    { name: 'tomorrow', at: morning(1) },
    ...(toMonday === 1 ? [] : [{ name: 'monday' as const, at: morning(toMonday) }]),
    ...(toMonday === 7 ? [] : [{ name: 'week' as const, at: morning(7) }]),
  ];
}

/** As an input of type `datetime-local` wants it. */
export function localValue(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
