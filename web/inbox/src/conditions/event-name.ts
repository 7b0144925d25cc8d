import { useTranslation } from 'react-i18next';

/** What sets an automation off, in words. */
export function useEventName(): (name: string) => string {
  const { t } = useTranslation('conditions');
  return (name) => t(`events.${name}`, { defaultValue: name });
}
