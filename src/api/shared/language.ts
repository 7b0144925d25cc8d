import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type DeskLanguage, deskLanguage } from '../../kernel/desk-language.js';

/** In which of its languages the desk speaks to whoever asks. */
export const Language = createParamDecorator((_: unknown, context: ExecutionContext): DeskLanguage => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  return deskLanguage(headers['accept-language']);
});
