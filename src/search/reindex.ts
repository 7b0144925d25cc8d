import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { SearchIndexing } from './search-indexing.js';
import { SearchIndexRepository } from './store/search-index.repository.js';

const NOTED_AT_ONCE = 20_000;
const AGAIN_MS = 200;
const actor = systemActor('reindex');

/** Builds the index of the search anew, the newest messages first; what is not indexed yet is not found meanwhile. */
@Injectable()
export class Reindex {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: SearchIndexRepository,
    private readonly indexing: SearchIndexing,
  ) {}

  /** Works beside running desks, which help. @param progress told of messages done and to do. @returns how many there were */
  async run(progress: (done: number, total: number) => void): Promise<number> {
    await this.uow.run(actor, (tx) => this.repository.forget(tx));
    const total = await this.noteAll();
    for (let left = total; left > 0; left = await this.repository.left()) {
      const before = total - left;
      await this.indexing.run((done) => progress(before + done, total));
      await pause(AGAIN_MS); // another process is at it
    }
    progress(total, total);
    return total;
  }

  private async noteAll(): Promise<number> {
    let total = 0;
    let last: string | null = null;
    do {
      last = await this.uow.run(actor, async (tx): Promise<string | null> => {
        const noted = await this.repository.note(tx, last, NOTED_AT_ONCE);
        total += noted.count;
        return noted.last;
      });
    } while (last !== null);
    return total;
  }
}
