import type { ChatState } from '../chat/types';
import { momentOf } from './days';
import { ClockIcon } from './icons';
import type { Words } from './words';

interface WaitingProps {
  readonly state: ChatState;
  readonly words: Words;
}

/** For who waits: the promise and the place in the queue, as far as the desk knows them. Nothing is made up. */
export function Waiting({ state: { waiting, messages }, words }: WaitingProps) {
  const isWaiting = waiting?.since != null && messages.at(-1)?.from === 'customer';
  if (!isWaiting) return null;
  const { answerBy, ahead, usualMinutes } = waiting;
  const said = [
    ahead === null ? null : ahead === 0 ? words.next : words.ahead(ahead),
    answerBy === null ? (usualMinutes === null ? null : words.usual(usualMinutes)) : words.answerBy(momentOf(answerBy, words)),
  ].filter((line) => line !== null);
  if (said.length === 0) return null;
  return (
    <p class="waiting" role="status">
      <ClockIcon size={16} />
      <span>{said.join(' · ')}</span>
    </p>
  );
}

/** For who is about to write. */
export function usualWords({ waiting }: ChatState, words: Words): string {
  return waiting?.usualMinutes == null ? words.weReply : words.usual(waiting.usualMinutes);
}
