import { DomainError } from '../kernel/domain-error.js';
import type { TicketId } from '../kernel/id.js';
import type { Tx } from '../kernel/tx.js';
import type { MessageRepository } from '../tickets/index.js';

interface Seen {
  readonly ticketId: TicketId;
  readonly lastSeq: number;
  readonly afterSeq: number | undefined;
}

/**
 * The customer wrote while the reply was written: it might answer what is no longer asked. Called under the ticket's lock.
 * @throws DomainError `reply.stale` (409) with the seqs that are new
 */
export async function refuseStale(tx: Tx, messages: MessageRepository, { ticketId, lastSeq, afterSeq }: Seen): Promise<void> {
  if (afterSeq === undefined || lastSeq <= afterSeq) return;
  const seqs = await messages.saidSince(tx, ticketId, afterSeq);
  if (seqs.length === 0) return;
  throw new DomainError(
    'conflict',
    'reply.stale',
    'The customer wrote since; read it, then send again (with force: true to send it as it is).',
    {
      seqs,
      lastSeq,
    },
  );
}
