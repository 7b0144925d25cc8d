import { Problem } from '@parley/kit/desk';
import type { TFunction } from 'i18next';

/** What the desk refused, in the reader's language where there are words for it, else in the desk's own. */
export function problemText(t: TFunction<'ticket'>, error: unknown): string {
  if (!(error instanceof Problem)) return t('problem.unforeseen');
  if (error.isAway) return t('problem.away');
  return t(`problem.codes.${error.code.replaceAll('.', '_')}`, { defaultValue: error.message });
}
