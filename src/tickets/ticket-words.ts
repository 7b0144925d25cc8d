import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DomainError, notFound } from '../kernel/domain-error.js';
import type { Tx } from '../kernel/tx.js';
import { MERGED_STATUS, OPENING_STATUS } from './domain/transitions.js';
import { STATUS_CATEGORIES } from './domain/vocabulary.js';
import { CategoryRepository } from './store/category.repository.js';
import { StatusRepository, type WordChange } from './store/status.repository.js';

/** What a message without any other is about. */
const GENERAL = 'general';

/** The words of statuses and categories: administrators add, rename, order and switch them off, within what the desk relies on. */
@Injectable()
export class TicketWords implements OnApplicationBootstrap {
  constructor(
    private readonly statuses: StatusRepository,
    private readonly categories: CategoryRepository,
  ) {}

  /** @throws when the desk could not give a ticket the status it needs */
  async onApplicationBootstrap(): Promise<void> {
    const empty = await this.statuses.withoutStatus(STATUS_CATEGORIES, MERGED_STATUS);
    if (empty.length > 0) throw new Error(`no enabled status stands for: ${empty.join(', ')}`);
  }

  /** @throws DomainError `status.not-found`, `status.built-in`, `status.last-of-category` */
  async changeStatus(tx: Tx, name: string, change: WordChange): Promise<void> {
    if (change.enabled === false) await this.mayDisable(tx, name);
    if (!(await this.statuses.change(tx, name, change))) throw notFound('status');
  }

  /** @throws DomainError `category.not-found`, `category.built-in` */
  async changeCategory(tx: Tx, key: string, change: WordChange): Promise<void> {
    if (change.enabled === false && key === GENERAL)
      throw new DomainError(
        'conflict',
        'category.built-in',
        `"${GENERAL}" is what a ticket is about until somebody knows better; it stays.`,
      );
    if (!(await this.categories.change(tx, key, change))) throw notFound('category');
  }

  private async mayDisable(tx: Tx, name: string): Promise<void> {
    if (name === OPENING_STATUS || name === MERGED_STATUS)
      throw new DomainError('conflict', 'status.built-in', `The desk itself sets "${name}"; it stays.`);
    const siblings = await this.statuses.lockCategoryOf(tx, name);
    if (siblings.length === 0 || siblings.some((s) => s.enabled && s.name !== name && s.name !== MERGED_STATUS)) return;
    throw new DomainError('conflict', 'status.last-of-category', 'It is the last status of its category; add another one first.', {
      category: siblings[0]?.category,
    });
  }
}
