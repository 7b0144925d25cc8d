export type { Marked } from './domain/clauses.js';
export { FILTERS, type Filter, type ParsedQuery, parseQuery } from './domain/query.js';
export { type Snippet, snippetOf } from './domain/snippet.js';
export { ATTACHMENT_FACET, channelFacet } from './facets.js';
export { Reindex } from './reindex.js';
export { Search } from './search.js';
export { SearchModule } from './search.module.js';
export { SearchIndexing, spoken } from './search-indexing.js';
export type { FoundMessage } from './store/search.repository.js';
