import { Module } from '@nestjs/common';
import { ViewsModule } from '../views/views.module.js';
import { Reindex } from './reindex.js';
import { Search } from './search.js';
import { SearchIndexing } from './search-indexing.js';
import { SearchRepository } from './store/search.repository.js';
import { SearchIndexRepository } from './store/search-index.repository.js';

@Module({
  imports: [ViewsModule],
  providers: [Reindex, Search, SearchIndexing, SearchIndexRepository, SearchRepository],
  exports: [Reindex, Search, SearchIndexing],
})
export class SearchModule {}
