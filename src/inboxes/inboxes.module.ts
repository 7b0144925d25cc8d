import { Module } from '@nestjs/common';
import { InboxDirectory } from './inbox-directory.js';
import { InboxRepository } from './store/inbox.repository.js';

@Module({ providers: [InboxDirectory, InboxRepository], exports: [InboxDirectory, InboxRepository] })
export class InboxesModule {}
