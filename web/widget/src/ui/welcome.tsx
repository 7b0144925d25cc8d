import type { ChatState } from '../chat/types';
import { ShieldIcon } from './icons';
import type { Words } from './words';

interface WelcomeProps {
  readonly state: ChatState;
  readonly words: Words;
  readonly onTopic: (text: string) => void;
}

/** Before the first word. */
export function Welcome({ words, onTopic }: WelcomeProps) {
  return (
    <div class="welcome">
      <h2>{words.hello}</h2>
      <p>{words.howCanWeHelp}</p>
      <div class="topics">
        {words.topics.map((topic, index) => (
          <button type="button" class="topic" onClick={() => onTopic(index === words.topics.length - 1 ? '' : topic)}>
            {topic}
          </button>
        ))}
      </div>
      <p class="promise">
        <ShieldIcon size={18} />
        <span>{words.neverAsk}</span>
      </p>
    </div>
  );
}
