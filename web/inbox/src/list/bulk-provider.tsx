import { ask, desk } from '@parley/kit/desk';
import { useMutation, useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { type BulkChange, isMoving } from './bulk.js';
import { BulkProgress } from './bulk-progress.js';

interface Run {
  readonly id: string;
  /** What it does, in words. */
  readonly label: string;
  readonly numbers: ReadonlyMap<string, number>;
}

interface BulkStart {
  readonly ticketIds: readonly string[];
  /** By ticket: the seq of the last message that its row showed. */
  readonly afterSeqs: Readonly<Record<string, number>>;
  readonly change: BulkChange;
  readonly label: string;
  readonly numbers: ReadonlyMap<string, number>;
}

interface Bulks {
  start(start: BulkStart): void;
  readonly isStarting: boolean;
  readonly error: unknown;
}

const BulkContext = createContext<Bulks | null>(null);
const ASK_MS = 400;

export function useBulks(): Bulks {
  const bulks = useContext(BulkContext);
  if (bulks === null) throw new Error('bulk changes are started inside of the inbox page');
  return bulks;
}

/** Above all lists: what was started goes on to be shown, and can be undone, while one looks elsewhere. */
export function BulkProvider({ children }: { readonly children: ReactNode }) {
  const [run, setRun] = useState<Run | null>(null);
  const starting = useMutation({
    mutationFn: ({ ticketIds, afterSeqs, change }: BulkStart) =>
      ask(desk.POST('/api/v1/bulk', { body: { ticketIds: [...ticketIds], afterSeqs: { ...afterSeqs }, change } })),
    onSuccess: ({ id }, { label, numbers }) => setRun({ id, label, numbers }),
  });
  const { mutate, isPending, error } = starting;
  const bulks = useMemo<Bulks>(() => ({ start: (start) => mutate(start), isStarting: isPending, error }), [mutate, isPending, error]);
  return (
    <BulkContext value={bulks}>
      {children}
      {run === null ? null : <Followed key={run.id} run={run} onClose={() => setRun(null)} />}
    </BulkContext>
  );
}

function Followed({ run, onClose }: { readonly run: Run; readonly onClose: () => void }) {
  const { data, refetch } = useQuery({
    queryKey: ['bulk', run.id],
    queryFn: () => ask(desk.GET('/api/v1/bulk/{id}', { params: { path: { id: run.id } } })),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data === undefined || isMoving(state.data) ? ASK_MS : false),
  });
  const undo = useMutation({
    mutationFn: () => ask(desk.POST('/api/v1/bulk/{id}/undo', { params: { path: { id: run.id } } })),
    onSuccess: () => refetch(), // until then it is pending: a second click is none
  });
  if (data === undefined) return null;
  return (
    <BulkProgress
      bulk={data}
      label={run.label}
      numbers={run.numbers}
      undoError={undo.error}
      onUndo={undo.isPending ? null : () => undo.mutate()}
      onClose={onClose}
    />
  );
}
