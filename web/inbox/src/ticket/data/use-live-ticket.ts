import { ask, desk } from '@parley/kit/desk';
import { queries } from '@parley/kit/frame';
import { live } from '@parley/kit/live';
import type { TicketAttended } from '@parley/sdk/realtime';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Ticket, ticketKeys } from './queries.js';
import { catchUp, loadMessage, loadNewer, type Timeline } from './timeline.js';
import { refreshAround } from './use-change.js';

export type Attention = TicketAttended['agents'][number]['attention'];
export type Attending = TicketAttended['agents'];

const SAID_AGAIN_MS = 5_000;
/** Hints come in bursts: one change of a ticket is several events. */
const GATHER_MS = 150;
/** What was not said again for so long is over. */
const TYPING_HOLDS_MS = 10_000;

interface LiveTicket {
  readonly attending: Attending;
  /** The customer writes right now. */
  readonly isCustomerTyping: boolean;
  /** What the reader is doing; said to the others. */
  readonly attend: (attention: Attention) => void;
}

/** Keeps an opened ticket true: fetches only what the hints say is new. @param onGone it may not be seen any more */
export function useLiveTicket(ticketId: string, onGone: () => void): LiveTicket {
  const [attending, setAttending] = useState<Attending>([]);
  const gone = useRef(onGone);
  gone.current = onGone;
  const attention = useRef<Attention>('viewing');
  useEffect(() => {
    setAttending([]);
    let gathering: ReturnType<typeof setTimeout> | null = null;
    const moved = () => {
      gathering ??= setTimeout(() => {
        gathering = null;
        void queries.invalidateQueries({ queryKey: ticketKeys.detail(ticketId) });
        refreshAround(ticketId);
      }, GATHER_MS);
    };
    const said = (seq: number, messageId?: string) => {
      const timeline = queries.getQueryData<Timeline>(ticketKeys.timeline(ticketId));
      if (timeline === undefined) return;
      if (seq > timeline.seq)
        void loadNewer(ticketId).catch(() => undefined); // a reconnect fetches it again
      else if (messageId !== undefined) void loadMessage(ticketId, messageId);
    };
    const say = () => void live.attend(ticketId, document.hidden ? null : attention.current);
    const watch = async () => {
      const answer = await live.watch(ticketId);
      if (answer === null) return;
      if (!answer.ok) return;
      setAttending(answer.agents);
      said(answer.seq);
      if (queries.getQueryData<Ticket>(ticketKeys.detail(ticketId))?.version !== answer.version) moved();
      say();
    };
    let isFirst = true;
    const stops = [
      live.onAgain(() => {
        void watch();
        // The first time everything is being fetched anyway.
        if (!isFirst) {
          moved();
          void catchUp(ticketId).catch(() => undefined); // the next reconnect tries again
        }
        isFirst = false;
      }),
      live.on('ticket.changed', (frame) => {
        if (frame.ticketId !== ticketId) return;
        said(frame.seq);
        moved();
      }),
      live.on('message.changed', (frame) => frame.ticketId === ticketId && said(frame.seq, frame.messageId)),
      live.on('ticket.gone', (frame) => frame.ticketId === ticketId && gone.current()),
      live.on('ticket.attended', (frame) => frame.ticketId === ticketId && setAttending(frame.agents)),
    ];
    const timer = setInterval(say, SAID_AGAIN_MS);
    document.addEventListener('visibilitychange', say);
    return () => {
      for (const stop of stops) stop();
      clearInterval(timer);
      if (gathering !== null) clearTimeout(gathering);
      document.removeEventListener('visibilitychange', say);
      void live.attend(ticketId, null);
      void live.unwatch(ticketId);
    };
  }, [ticketId]);
  const attend = useCallback(
    (now: Attention) => {
      if (attention.current === now) return;
      attention.current = now;
      void live.attend(ticketId, now);
    },
    [ticketId],
  );
  return { attending, isCustomerTyping: useCustomerTyping(ticketId), attend };
}

/** Until the desk says that it is over, or says nothing any more. */
function useCustomerTyping(ticketId: string): boolean {
  const [isTyping, setTyping] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = live.on('customer.typing', (frame) => {
      if (frame.ticketId !== ticketId) return;
      clearTimeout(timer);
      setTyping(frame.isTyping);
      if (frame.isTyping) timer = setTimeout(() => setTyping(false), TYPING_HOLDS_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
      setTyping(false);
    };
  }, [ticketId]);
  return isTyping;
}

/** What the agent was told of the ticket is read. */
export function tellSeen(ticketId: string): void {
  void ask(desk.POST('/api/v1/tickets/{id}/seen', { params: { path: { id: ticketId } } }))
    .then(() => queries.invalidateQueries({ queryKey: ['notifications'] }))
    .catch(() => undefined); // the next look says it again
}
