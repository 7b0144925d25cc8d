import type { MessageId } from '../kernel/id.js';
import type { Joining, TicketState } from '../tickets/index.js';

/** A known ticket as it was and as it is, under its lock, and the message that joined it, if one did. */
export interface Happened {
  readonly before: TicketState;
  readonly after: TicketState;
  readonly message: (Joining & { readonly id: MessageId }) | null;
}
