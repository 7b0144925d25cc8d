import { Injectable } from '@nestjs/common';
import { type Link, linkAfter } from './chain.js';
import { type Checkpoint, Checkpoints } from './checkpoints.js';
import { AuditRepository, type ChainedRow } from './store/audit.repository.js';

const BATCH = 5_000;
/** Before every row that anybody could have put there. */
const BEFORE_ALL = Number.MIN_SAFE_INTEGER;

export interface AuditFault {
  /** The first place of the chain that is wrong. */
  readonly seq: number;
  /** The row there; null when it is missing. */
  readonly id: string | null;
  readonly why: string;
}

export interface AuditReport {
  readonly rows: number;
  readonly checkpoints: number;
  /** Lines of the checkpoint file that are not ours. */
  readonly unreadable: number;
  /** Committed in the last moments, or nobody chains: no process with ROLE all or worker runs. */
  readonly waiting: number;
  readonly fault: AuditFault | null;
}

/** Walks the whole chain and compares it with the signed checkpoints. */
@Injectable()
export class AuditVerifier {
  constructor(
    private readonly repository: AuditRepository,
    private readonly checkpoints: Checkpoints,
  ) {}

  async verify(): Promise<AuditReport> {
    const { checkpoints, unreadable } = await this.checkpoints.all();
    const signed = new Map(checkpoints.map((c) => [c.seq, c]));
    const { rows, fault } = await this.walk(signed);
    const report = { rows, checkpoints: checkpoints.length, unreadable, waiting: await this.repository.countWaiting() };
    return { ...report, fault: fault ?? missingTail(rows, checkpoints) };
  }

  private async walk(signed: ReadonlyMap<number, Checkpoint>): Promise<{ readonly rows: number; readonly fault: AuditFault | null }> {
    let previous: Link | null = null;
    for (;;) {
      const rows: readonly ChainedRow[] = await this.repository.chainedAfter(previous?.seq ?? BEFORE_ALL, BATCH);
      for (const row of rows) {
        const link: Link = linkAfter(previous, row);
        const fault = faultOf(row, link, signed);
        if (fault !== null) return { rows: previous?.seq ?? 0, fault };
        previous = link;
      }
      if (rows.length < BATCH) return { rows: previous?.seq ?? 0, fault: null };
    }
  }
}

function faultOf({ id, seq, hash }: ChainedRow, link: Link, signed: ReadonlyMap<number, Checkpoint>): AuditFault | null {
  if (Number(seq) < 1) return { seq: Number(seq), id, why: 'the row has no place in the chain' };
  if (Number(seq) !== link.seq) return { seq: link.seq, id: null, why: `the row is missing (the next one is ${seq})` };
  if (!hash.equals(link.hash)) return { seq: link.seq, id, why: 'the row, or the one before it, was altered' };
  const checkpoint = signed.get(link.seq);
  if (checkpoint !== undefined && checkpoint.hash !== link.hash.toString('hex'))
    return { seq: link.seq, id, why: `the chain up to here was rewritten after the checkpoint of ${checkpoint.at}` };
  return null;
}

function missingTail(rows: number, checkpoints: readonly Checkpoint[]): AuditFault | null {
  const last = checkpoints.at(-1);
  if (last === undefined || last.seq <= rows) return null;
  return { seq: rows + 1, id: null, why: `the rows up to ${last.seq} are missing; the checkpoint of ${last.at} knew them` };
}
