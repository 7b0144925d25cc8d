import { ChatConnection } from './chat/connection';
import type { ChatOptions } from './chat/types';

export { ChatConnection } from './chat/connection';
export * from './chat/types';

/** Connects to a desk's chat without any picture of it: for an app, or a page that draws its own. docs/widget.md */
export function open(options: ChatOptions): ChatConnection {
  const chat = new ChatConnection(options);
  chat.connect();
  return chat;
}
