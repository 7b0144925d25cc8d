export { type Contradiction, contradictionIn } from './domain/contradiction.js';
export { type Asker, marked, ownWordOf, resolved, unmarked } from './domain/placeholders.js';
export {
  mayArrange,
  type SavedView,
  VIEW_AUDIENCES,
  VIEW_DIRECTIONS,
  VIEW_SORTS,
  type ViewAudience,
  type ViewDirection,
  type ViewSort,
  type ViewSortField,
} from './domain/saved-view.js';
export { SavedViewsModule } from './saved-views.module.js';
export { type FoundView, SavedViewRepository, type ViewReader } from './store/saved-view.repository.js';
