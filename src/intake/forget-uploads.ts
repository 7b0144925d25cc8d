import { Injectable } from '@nestjs/common';
import { DropUnsentFiles } from '../desk/index.js';
import { systemActor } from '../kernel/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Files } from '../platform/files/files.js';

const actor = systemActor('retention');

/** Drops what customers uploaded and did not send, a day later. */
@Injectable()
export class ForgetUploads {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly drop: DropUnsentFiles,
    private readonly files: Files,
  ) {}

  async run(): Promise<void> {
    for (;;) {
      const keys = await this.uow.run(actor, (tx) => this.drop.execute(tx));
      for (const key of keys) await this.files.delete(key);
      if (keys.length === 0) return;
    }
  }
}
