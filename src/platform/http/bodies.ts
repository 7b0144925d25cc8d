import type { FastifyInstance } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';

/** What a body may be: JSON, and for files a form. */
const MEDIA = new Set(['application/json', 'multipart/form-data']);

/**
 * A body that is no JSON object would be taken for an empty one, and a write that changes nothing for one that worked: it is
 * refused on every route of the API, before any of them looks. No body at all is fine where nothing is needed.
 */
export function onlyObjects(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async ({ url, headers }) => {
    const media = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (url.startsWith('/api/') && media !== '' && !MEDIA.has(media))
      throw new DomainError('media-type', 'request.media-type', 'A body is JSON: content-type: application/json.');
  });
  fastify.addHook('preValidation', async ({ url, body }) => {
    if (!url.startsWith('/api/') || body === undefined) return;
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      throw new DomainError('invalid', 'request.not-an-object', 'The body must be a JSON object.');
  });
}
