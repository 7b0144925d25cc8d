import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { toldAtOnce } from './domain/news.js';
import { type Notice, NotificationRepository } from './store/notification.repository.js';

/** What is told in the transaction of the change itself: all of one transaction in one statement. What else concerns agents goes by job. */
@Injectable()
export class ToldAtOnce {
  constructor(notifications: NotificationRepository, uow: UnitOfWork) {
    uow.beforeCommit(async (tx, { recorded }) => {
      const news = recorded.map(toldAtOnce).filter((n) => n !== null);
      const notices = news.map((n): Notice => ({ ...n, actorName: n.byName }));
      await notifications.tell(tx, notices);
    });
  }
}
