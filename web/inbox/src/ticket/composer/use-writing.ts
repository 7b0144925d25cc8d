import { live } from '@parley/kit/live';
import { useCallback, useEffect, useRef, useState } from 'react';
import { BLANK, isEmpty, type Kind, loadDraft, saveDraft, type Writing, type Written } from './writing.js';

const QUIET_MS = 800;

/** What was begun in this window, by ticket: there at once when one comes back. */
const begun = new Map<string, Writing>();
/** The other tabs of this browser: what is written in one stands in all, and the last to save takes back nothing. */
const tabs = new BroadcastChannel('parley.drafts');

interface WrittenElsewhere {
  readonly ticketId: string;
  readonly writing: Writing;
}

tabs.addEventListener('message', ({ data }: MessageEvent<WrittenElsewhere>) => void begun.set(data.ticketId, data.writing));

/** Tickets whose draft could not be kept: said again when the desk is back. */
const unkept = new Set<string>();

async function keep(ticketId: string, writing: Writing): Promise<void> {
  unkept.add(ticketId);
  await saveDraft(ticketId, writing);
  unkept.delete(ticketId);
}

export type DraftState = 'kept' | 'keeping' | 'unkept' | 'none';

export interface WritingHold {
  readonly writing: Writing;
  readonly state: DraftState;
  readonly choose: (kind: Kind) => void;
  /** Typed by hand. */
  readonly type: (kind: Kind, part: Partial<Written>) => void;
  /** Put there by the program: fields take it over. */
  readonly put: (kind: Kind, part: Partial<Written>) => void;
  readonly clear: (kind: Kind) => void;
  /** As it is now, also in the midst of something that was begun before. */
  readonly latest: () => Writing;
}

/** What is being written to a ticket; kept on the desk while one types, and over reload and navigation. */
export function useWriting(ticketId: string, mayWrite: boolean): WritingHold {
  const [writing, setWriting] = useState<Writing>(begun.get(ticketId) ?? BLANK);
  const [state, setState] = useState<DraftState>('none');
  const latest = useRef(writing);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const touched = useRef(begun.has(ticketId));
  const flush = useCallback(() => {
    if (timer.current === null && !unkept.has(ticketId)) return;
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    const now = latest.current;
    keep(ticketId, now).then(
      () => latest.current === now && setState(isEmpty(now.reply) && isEmpty(now.note) ? 'none' : 'kept'),
      () => setState('unkept'),
    );
  }, [ticketId]);
  useEffect(() => {
    let isHere = true;
    if (mayWrite && !touched.current)
      void loadDraft(ticketId).then(
        (draft) => {
          if (!isHere || touched.current || draft === BLANK) return;
          latest.current = { ...draft, revision: 1 };
          setWriting(latest.current);
          setState('kept');
        },
        () => undefined, // what is typed now is kept all the same
      );
    const adopt = ({ data }: MessageEvent<WrittenElsewhere>) => {
      if (data.ticketId !== ticketId) return;
      if (timer.current !== null) clearTimeout(timer.current); // it is saved there
      timer.current = null;
      touched.current = true;
      latest.current = { ...data.writing, kind: latest.current.kind, revision: latest.current.revision + 1 };
      setWriting(latest.current);
    };
    tabs.addEventListener('message', adopt);
    window.addEventListener('pagehide', flush);
    const stop = live.onAgain(() => {
      flush();
      for (const id of unkept) if (id !== ticketId) void keep(id, begun.get(id) ?? BLANK).catch(() => undefined); // the next time
    });
    return () => {
      isHere = false;
      stop();
      tabs.removeEventListener('message', adopt);
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [ticketId, mayWrite, flush]);
  const change = useCallback(
    (next: (now: Writing) => Writing, saves = true) => {
      touched.current = true;
      latest.current = next(latest.current);
      begun.set(ticketId, latest.current);
      setWriting(latest.current);
      if (!saves) return;
      tabs.postMessage({ ticketId, writing: latest.current } satisfies WrittenElsewhere);
      setState('keeping');
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = setTimeout(flush, QUIET_MS);
    },
    [ticketId, flush],
  );
  const type = useCallback(
    (kind: Kind, part: Partial<Written>) => change((now) => ({ ...now, [kind]: { ...now[kind], ...part } })),
    [change],
  );
  const put = useCallback(
    (kind: Kind, part: Partial<Written>) =>
      change((now) => ({ ...now, kind, [kind]: { ...now[kind], ...part }, revision: now.revision + 1 })),
    [change],
  );
  const clear = useCallback((kind: Kind) => put(kind, { ...BLANK.reply, inboxId: latest.current[kind].inboxId }), [put]);
  const choose = useCallback((kind: Kind) => change((now) => ({ ...now, kind }), false), [change]);
  const now = useCallback(() => latest.current, []);
  return { writing, state, choose, type, put, clear, latest: now };
}
