import { METRICS, type Outcome, type Policy, type ReplayedClock } from '../../sla/settings.js';
import type { PastTicketRow } from '../../views/past-tickets.js';
import type { OutcomeCounts, WhatIfAnswer, WhatIfDifference, WhatIfResult } from './what-if.dto.js';

const SHOWN = 100;
const WORST: readonly Outcome[] = ['breached', 'open', 'met', 'cancelled'];

interface Actual {
  readonly metric: string;
  readonly policyId: string;
  readonly policyName: string;
  readonly outcome: Outcome;
}

/** Adds up what was and what would have been. */
export class WhatIfTally {
  tickets = 0;
  private readonly results = new Map<string, WhatIfResult>();
  private readonly differing: WhatIfDifference[] = [];
  private differences = 0;

  constructor(private readonly policies: readonly Policy[]) {}

  add(
    ticket: Pick<PastTicketRow, 'id' | 'number'>,
    told: { readonly actual: readonly Actual[]; readonly whatIf: readonly ReplayedClock[] },
  ): void {
    this.tickets += 1;
    for (const clock of told.actual) this.result(clock, clock.policyName).actual[clock.outcome] += 1;
    for (const clock of told.whatIf)
      this.result(clock, this.policies.find((p) => p.id === clock.policyId)?.name ?? '').whatIf[clock.outcome] += 1;
    for (const metric of METRICS) {
      const [actual, whatIf] = [worstOf(told.actual, metric), worstOf(told.whatIf, metric)];
      if (actual === whatIf) continue;
      this.differences += 1;
      if (this.differing.length < SHOWN)
        this.differing.push({ ticketId: ticket.id, number: Number(ticket.number), metric, actual, whatIf });
    }
  }

  answer(): Pick<WhatIfAnswer, 'results' | 'differences' | 'differing'> {
    return { results: [...this.results.values()], differences: this.differences, differing: this.differing };
  }

  private result({ policyId, metric }: { readonly policyId: string; readonly metric: string }, policyName: string): WhatIfResult {
    const key = `${policyId} ${metric}`;
    const known = this.results.get(key) ?? { policyId, policyName, metric, actual: none(), whatIf: none() };
    this.results.set(key, known);
    return known;
  }
}

function worstOf(clocks: readonly { readonly metric: string; readonly outcome: Outcome }[], metric: string): Outcome | 'none' {
  return WORST.find((outcome) => clocks.some((clock) => clock.metric === metric && clock.outcome === outcome)) ?? 'none';
}

function none(): OutcomeCounts {
  return { met: 0, breached: 0, open: 0, cancelled: 0 };
}
