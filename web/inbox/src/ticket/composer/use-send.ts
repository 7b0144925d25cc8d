import { ask, desk, Problem } from '@parley/kit/desk';
import { queries } from '@parley/kit/frame';
import { live } from '@parley/kit/live';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asked } from '../data/answers.js';
import { usePane } from '../data/pane-context.js';
import { problemText } from '../data/problem-text.js';
import { type Message, ticketQuery } from '../data/queries.js';
import { dropMessage, loadMessage, loadNewer, putMessage } from '../data/timeline.js';
import { refreshAround } from '../data/use-change.js';
import { dropOutgoing, putOutgoing } from '../timeline/outgoing.js';
import type { Capabilities } from './use-way.js';
import type { WritingHold } from './use-writing.js';
import { fromMessage, isEmpty, type Kind, type Written } from './writing.js';

const UNDO_SECONDS = 10;

export interface Wish {
  readonly sendAt?: Date;
  readonly force?: boolean;
  /** Status to set besides. */
  readonly status?: string;
}

/** The customer wrote while one wrote. */
export interface Stale {
  readonly seqs: readonly number[];
  readonly wish: Wish;
}

interface Sending {
  readonly send: (wish?: Wish) => Promise<void>;
  readonly cancel: (message: Message) => Promise<void>;
  readonly problem: string | null;
  readonly stale: Stale | null;
  readonly leaveStale: () => void;
}

interface Order {
  readonly hold: WritingHold;
  readonly capabilities: Capabilities | null;
  /** Up to where the agent surely read. */
  readonly readSeq: () => number;
}

/** Sends what was written: shown at once, given back whole when the desk refuses it. */
export function useSend({ hold, capabilities, readSeq }: Order): Sending {
  const { t } = useTranslation('ticket');
  const { ticket, changing } = usePane();
  const [problem, setProblem] = useState<string | null>(null);
  const [stale, setStale] = useState<Stale | null>(null);
  /** The same words tried again are the same message, should the first answer have been lost. */
  const attempt = useRef({ words: '', key: '' });
  const statusBefore = useRef(new Map<string, string>());
  // "The desk cannot be reached" is true no more.
  useEffect(() => live.onAgain(() => setProblem(null)), []);
  const send = async (wish: Wish = {}) => {
    const { kind } = hold.writing;
    const written = hold.writing[kind];
    if (isEmpty(written)) return;
    setProblem(null);
    setStale(null);
    const words = JSON.stringify([kind, written, wish]);
    if (attempt.current.words !== words) attempt.current = { words, key: crypto.randomUUID() };
    const { key } = attempt.current;
    putOutgoing(ticket.id, { key, kind, text: written.text });
    hold.clear(kind);
    try {
      const message = await post(ticket.id, key, bodyOf(kind, written, wish, { capabilities, afterSeq: readSeq() }));
      attempt.current = { words: '', key: '' };
      putMessage(ticket.id, message);
      void queries.invalidateQueries({ queryKey: ticketQuery(ticket.id).queryKey });
      refreshAround(ticket.id);
      if (wish.status !== undefined && wish.status !== ticket.status) {
        statusBefore.current.set(message.id, ticket.status);
        await changing.change({ status: wish.status });
      }
    } catch (error) {
      hold.put(kind, joined(written, hold.latest()[kind]));
      if (!(error instanceof Problem) || error.code !== 'reply.stale') return setProblem(problemText(t, error));
      await loadNewer(ticket.id).catch(() => undefined); // the live connection brings it as well
      setStale({ seqs: (error.details['seqs'] as number[] | undefined) ?? [], wish });
    } finally {
      dropOutgoing(ticket.id, key);
    }
  };
  const cancel = async (message: Message) => {
    setProblem(null);
    try {
      await ask(desk.POST('/api/v1/messages/{id}/cancel', { params: { path: { id: message.id } } }));
      dropMessage(ticket.id, message.id);
      hold.put('reply', joined(fromMessage(message), hold.latest().reply));
      const before = statusBefore.current.get(message.id);
      if (before !== undefined && before !== 'new') await changing.change({ status: before });
    } catch (error) {
      setProblem(problemText(t, error));
      await loadMessage(ticket.id, message.id);
    }
  };
  return { send, cancel, problem, stale, leaveStale: () => setStale(null) };
}

/** Nothing typed is lost, neither what comes back (refused, or taken back) nor what was typed since. */
function joined(back: Written, since: Written): Written {
  if (isEmpty(since)) return back;
  const html = back.html === null && since.html === null ? null : `${htmlOf(back)}${htmlOf(since)}`;
  return { ...back, text: `${back.text}\n${since.text}`, html, files: [...back.files, ...since.files] };
}

function htmlOf({ html, text }: Written): string {
  if (html !== null) return html;
  const line = document.createElement('p');
  line.textContent = text;
  return line.outerHTML;
}

type Body = Parameters<typeof post>[2];

function post(id: string, key: string, body: { kind: Kind; text: string; [more: string]: unknown }): Promise<Message> {
  return asked(
    () => ask(desk.POST('/api/v1/tickets/{id}/messages', { params: { path: { id } }, headers: { 'idempotency-key': key }, body })),
    (message) => [message],
  );
}

interface Around {
  readonly capabilities: Capabilities | null;
  readonly afterSeq: number;
}

function bodyOf(kind: Kind, written: Written, wish: Wish, { capabilities, afterSeq }: Around): Body {
  const { text, html, files, cc, inboxId, mentions } = written;
  const common = { kind, text, ...(files.length > 0 ? { attachmentIds: files.map(({ id }) => id) } : {}) };
  if (kind === 'note') {
    const named = mentions.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);
    return { ...common, ...(named.length > 0 ? { mentions: [...new Set(named)] } : {}) };
  }
  // Somebody who waits in a chat is not made to wait longer.
  const undo = capabilities?.inbound === 'live' ? {} : { undoSeconds: UNDO_SECONDS };
  return {
    ...common,
    ...(html !== null && html !== '' && capabilities?.html === true ? { html } : {}),
    ...(inboxId === null ? {} : { inboxId }),
    ...(cc.length > 0 && capabilities?.html === true ? { cc: [...cc] } : {}),
    ...(wish.sendAt === undefined ? undo : { sendAt: wish.sendAt.toISOString() }),
    ...(wish.force === true ? { force: true } : { afterSeq }),
  };
}
