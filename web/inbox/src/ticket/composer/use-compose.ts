import { ask, desk } from '@parley/kit/desk';
import { type KeyboardEvent as ReactKeyboardEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePane } from '../data/pane-context.js';
import { problemText } from '../data/problem-text.js';
import { useStatusOf } from '../header/status-picker.js';
import type { FieldHandle, Trigger } from './field.js';
import { useSend } from './use-send.js';
import { type Suggestion, useSuggestions } from './use-suggestions.js';
import { useUploads } from './use-uploads.js';
import { useWay } from './use-way.js';
import { useWriting } from './use-writing.js';
import { isEmpty } from './writing.js';

interface Composing {
  readonly field: RefObject<FieldHandle | null>;
  readonly readSeq: () => number;
  readonly maxBytesOfNotes: number;
}

/** From here on what is left is said. */
const NEAR_THE_LIMIT = 0.8;
const SHORT = 5_000;

/** Everything the composer knows: what is written, by which way it goes, and what hinders it. */
export function useCompose({ field, readSeq, maxBytesOfNotes }: Composing) {
  const { t } = useTranslation('ticket');
  const { ticket, mayWrite } = usePane();
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const [macro, setMacro] = useState<{ readonly id: string; readonly label: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const hold = useWriting(ticket.id, mayWrite);
  const { kind } = hold.writing;
  const written = hold.writing[kind];
  const way = useWay(ticket, hold.writing.reply.inboxId);
  const maxBytes = kind === 'note' ? maxBytesOfNotes : (way.capabilities?.maxAttachmentBytes ?? 0);
  const uploads = useUploads(maxBytes, (file) => hold.type(kind, { files: [...hold.latest()[kind].files, file] }));
  const sending = useSend({ hold, capabilities: way.capabilities, readSeq });
  const resolved = useStatusOf()('resolved');
  const choose = (one: Suggestion) => {
    setTrigger(null);
    setProblem(null);
    if (one.kind === 'agent') {
      field.current?.replaceTrigger({ text: `@${one.label} `, html: null });
      hold.type('note', { mentions: [...hold.latest().note.mentions, { id: one.id, name: one.label }] });
    } else if (one.kind === 'macro') {
      field.current?.replaceTrigger({ text: '', html: null });
      setMacro({ id: one.id, label: one.label });
    } else {
      render(one.id, ticket.id).then(
        (said) => field.current?.replaceTrigger(said),
        (error: unknown) => setProblem(problemText(t, error)),
      );
    }
  };
  const suggestions = useSuggestions(trigger, kind === 'reply', choose, () => setTrigger(null));
  const max = kind === 'note' ? 100_000 : (way.capabilities?.maxTextLength ?? 100_000);
  const { length } = written.text;
  const left = length === 0 || (length < max * NEAR_THE_LIMIT && max > SHORT) ? null : max - length;
  const isClosed = kind === 'reply' && ((way.closesAt !== null && way.closesAt < Date.now()) || ticket.statusCategory === 'closed');
  const canSend = !isEmpty(written) && length <= max && !uploads.isBusy && !isClosed && mayWrite;
  const onKey = (event: KeyboardEvent | ReactKeyboardEvent): boolean => {
    if (trigger !== null && suggestions.take(event)) return true;
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return false;
    if (canSend) void sending.send(event.shiftKey && resolved !== null ? { status: resolved } : {});
    return true;
  };
  return {
    hold,
    kind,
    written,
    way,
    maxBytes,
    uploads,
    sending,
    trigger,
    setTrigger,
    suggestions,
    choose,
    macro,
    setMacro,
    problem,
    left,
    canSend,
    onKey,
  };
}

function render(id: string, ticketId: string) {
  return ask(desk.GET('/api/v1/canned-texts/{id}/render', { params: { path: { id }, query: { ticketId } } }));
}
