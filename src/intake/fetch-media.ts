import { Injectable } from '@nestjs/common';
import { ChannelError, ChannelRegistry } from '../channels/index.js';
import { type AttachmentOutcome, SettleAttachment } from '../desk/index.js';
import { InboxDirectory } from '../inboxes/index.js';
import { systemActor } from '../kernel/actor.js';
import type { AttachmentId } from '../kernel/id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { safeFilename } from '../platform/files/filename.js';
import { Files } from '../platform/files/files.js';
import type { RunningJob } from '../platform/jobs/job-handlers.js';
import { type PendingMedia, PendingMediaView } from '../views/pending-media.js';

const actor = systemActor('intake');

/** Job `fetch-media`: gets a file from its provider, whose URLs expire, and keeps it. The message is there already. */
@Injectable()
export class MediaIntake {
  constructor(
    private readonly view: PendingMediaView,
    private readonly inboxes: InboxDirectory,
    private readonly channels: ChannelRegistry,
    private readonly files: Files,
    private readonly uow: UnitOfWork,
    private readonly settle: SettleAttachment,
  ) {}

  async run(attachmentId: AttachmentId, job: RunningJob): Promise<void> {
    const pending = await this.view.find(attachmentId);
    if (pending === null) return;
    const outcome = await this.outcomeOf(pending, job);
    await this.uow.run(actor, (tx) => this.settle.execute(tx, { attachmentId, outcome }));
  }

  /** @throws when it is worth another try */
  private async outcomeOf(pending: PendingMedia, job: RunningJob): Promise<AttachmentOutcome> {
    const inbox = await this.inboxes.find(pending.inboxId);
    if (inbox === null) return { kind: 'failed', fault: 'The inbox does not exist any more.' };
    const { definition, inbox: opened } = this.channels.open(inbox);
    if (definition.adapter.fetchMedia === undefined) return { kind: 'failed', fault: 'This provider has no files to fetch.' };
    try {
      const media = await definition.adapter.fetchMedia(pending.media, opened);
      const contentType = media.contentType ?? pending.contentType;
      const stored = await this.files.put('attachment', pending.id, media.content);
      return {
        kind: 'stored',
        ...stored,
        contentType,
        filename: media.filename === null ? pending.filename : safeFilename(media.filename, contentType),
      };
    } catch (error) {
      const final = error instanceof ChannelError && error.retry === 'never';
      if (!final && job.attempt < job.maxAttempts) throw error;
      return { kind: 'failed', fault: error instanceof ChannelError ? error.message : 'The file could not be fetched.' };
    }
  }
}
