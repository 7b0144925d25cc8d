import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { InboxListView } from '../../views/inbox-list.js';

/** What the controller needs besides settings: the list, and a transaction for what a check found. */
@Injectable()
export class InboxReads {
  constructor(
    readonly view: InboxListView,
    readonly uow: UnitOfWork,
  ) {}
}
