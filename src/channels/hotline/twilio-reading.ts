import type { InboundEvent, Refusal } from '../contract/index.js';

/** What one webhook says. */
export interface Reading {
  /**
   * Of the SIDs and states, which are signed. `I-Twilio-Idempotency-Token` is not: a captured request sent again under
   * another token would be a new receipt each time.
   */
  readonly key: string;
  readonly outcome: InboundEvent | Refusal;
}
