import { useEffect, useRef, useState } from 'react';
import { letGoOfOld, type Timeline } from '../data/timeline.js';
import { tellSeen } from '../data/use-live-ticket.js';

const KEPT = 'parley.read';
const TICKETS_MAX = 500;
/** What was on the screen for less was not read. */
const READ_MS = 1_500;

/** Seq of the last message that was read here, by ticket; ids only, the oldest are forgotten. */
function readSeqs(): Record<string, number> {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Record<string, number>;
  } catch {
    return {};
  }
}

function keep(ticketId: string, seq: number): void {
  const { [ticketId]: _before, ...others } = readSeqs();
  const entries = [...Object.entries(others), [ticketId, seq] as const].slice(-TICKETS_MAX);
  localStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(entries)));
}

interface Reading {
  /** Where `new since you looked` stands; null: nowhere. */
  readonly markSeq: number | null;
  /** Up to where it was surely read: what a reply is checked against. */
  readonly readSeq: number;
  /** Came in while the reader was elsewhere. */
  readonly unread: number;
}

/** What of the ticket was looked at. */
export function useReading(ticketId: string, timeline: Timeline | undefined, isAtEnd: boolean): Reading {
  const [start, setStart] = useState({ ticketId, seq: readSeqs()[ticketId] ?? null });
  const [readSeq, setReadSeq] = useState(0);
  const [isShown, setShown] = useState(!document.hidden);
  const first = useRef<string | null>(null);
  if (start.ticketId !== ticketId) setStart({ ticketId, seq: readSeqs()[ticketId] ?? null });
  useEffect(() => {
    const look = () => setShown(!document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  const seq = timeline?.seq ?? 0;
  useEffect(() => {
    if (seq === 0 || !isShown || !isAtEnd) return;
    const isFirst = first.current !== ticketId;
    first.current = ticketId;
    const read = () => {
      setReadSeq(seq);
      keep(ticketId, seq);
      tellSeen(ticketId);
    };
    if (isFirst) return read();
    const timer = setTimeout(read, READ_MS);
    return () => clearTimeout(timer);
  }, [seq, isShown, isAtEnd, ticketId]);
  useEffect(() => {
    // Also while nobody looks, and while customers write faster than anybody reads.
    if (isAtEnd) void letGoOfOld(ticketId).catch(() => undefined); // the next message tries again
  }, [seq, isAtEnd, ticketId]);
  const unread = isAtEnd ? 0 : (timeline?.items.filter((message) => message.seq > readSeq && message.direction !== 'outbound').length ?? 0);
  return { markSeq: start.seq !== null && start.seq < seq ? start.seq : null, readSeq, unread };
}
