import { useCallback, useEffect, useState } from 'react';

/** What is typed over what was there. A tab that is closed over unsaved work asks first. */
export function useDraft<Draft extends object>(first: () => Draft) {
  const [base, setBase] = useState(first);
  const [draft, setDraft] = useState(base);
  const isDirty = JSON.stringify(draft) !== JSON.stringify(base);
  const set = useCallback((change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change })), []);
  const start = useCallback((next: Draft) => {
    setBase(next);
    setDraft(next);
  }, []);
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isDirty]);
  return { draft, set, start, isDirty };
}
