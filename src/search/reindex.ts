import { Injectable } from '@nestjs/common';
import { systemActor } from '../kernel/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { SearchIndexing } from './search-indexing.js';
import { SearchIndexRepository } from './store/search-index.repository.js';

const NOTED_AT_ONCE = 20_000;
const actor = systemActor('reindex');

/** Builds the index of the search anew, the newest messages first; what is not indexed yet is not found meanwhile. */
@Injectable()
export class Reindex {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: SearchIndexRepository,
    private readonly indexing: SearchIndexing,
  ) {}

  /** @param progress told of messages done and to do. @returns how many were indexed by this process; others may have helped */
  async run(progress: (done: number, total: number) => void): Promise<number> {
    await this.uow.run(actor, (tx) => this.repository.forget(tx));
    this.indexing.forgetLexemes();
    const total = await this.noteAll();
    return this.indexing.run((done) => progress(done, total));
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
