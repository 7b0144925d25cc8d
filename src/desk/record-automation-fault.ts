import { Injectable } from '@nestjs/common';
import { type AutomationRow, AutomationRunRepository } from '../automation/index.js';
import type { Tx } from '../kernel/tx.js';
import type { Occasion } from './run-automation.js';

export interface AutomationFault {
  readonly rule: AutomationRow;
  readonly occasion: Occasion;
  /** `stopped`: its chain of causes is too long, or it set itself off again. */
  readonly outcome: 'failed' | 'stopped';
  readonly fault: { readonly code: string; readonly message: string };
  /** For a rule by time: the stay of the ticket it tried to act on, so that it does not try for ever. */
  readonly entry: string | null;
}

/** A rule should have acted and could not: why is written down where administrators look. */
@Injectable()
export class RecordAutomationFault {
  constructor(private readonly runs: AutomationRunRepository) {}

  async execute(tx: Tx, { rule, occasion, outcome, fault, entry }: AutomationFault): Promise<void> {
    if (entry !== null) await this.runs.mark(tx, rule.id, occasion.ticketId, entry);
    const id = await this.runs.claim(tx, { ...occasion, ruleId: rule.id });
    if (id !== null) await this.runs.finish(tx, id, { outcome, verdict: [], actions: [], fault });
  }
}
