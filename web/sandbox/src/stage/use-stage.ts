import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { get, Problem, post } from '../desk/client.ts';
import type { ActFile, ShownDevice, StageState, Trouble } from './types.ts';

/** Half of what feels instant. */
const ASK_MS = 300;

/** The sandbox as this person sees it, a moment old at most. */
export function useStage(person: number, people: number) {
  const queries = useQueryClient();
  const queryKey = ['stage', person, people];
  return useQuery({
    queryKey,
    refetchInterval: ASK_MS,
    retry: false,
    // What is unchanged is the very same object: nothing is drawn again.
    structuralSharing: false,
    queryFn: async (): Promise<StageState> => {
      const before = queries.getQueryData<StageState>(queryKey);
      const since = before === undefined ? '' : `&since=${encodeURIComponent(before.version)}`;
      const state = await get<StageState>(`/sandbox/api/state?person=${person}&people=${people}${since}`);
      return state.unchanged && before !== undefined ? before : state;
    },
  });
}

export interface Act {
  readonly act: 'say' | 'seen' | 'fault' | 'dial' | 'keys' | 'speak' | 'voicemail' | 'silence' | 'hang-up';
  readonly person: number;
  readonly device?: ShownDevice;
  readonly text?: string;
  readonly subject?: string;
  readonly replyTo?: string;
  readonly files?: readonly ActFile[];
  readonly trouble?: Trouble;
  readonly fault?: number;
  readonly digits?: string;
  readonly seconds?: number;
}

/** Something the customer does. */
export function useAct() {
  const queries = useQueryClient();
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (act: Act) => post('/sandbox/api/acts', act),
    onSettled: () => queries.invalidateQueries({ queryKey: ['stage'] }),
    onError: (error) => {
      // A call that is just over takes no more keys: nobody needs to be told.
      if (error instanceof Problem && error.code === 'sandbox.not-now') return;
      notifications.show({ color: 'red', message: t('problem', { reason: error.message }) });
    },
  });
}
