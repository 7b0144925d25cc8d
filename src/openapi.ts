import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The interface as OpenAPI: the very object that is served, committed as docs/openapi.json and made into web/sdk. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Parley')
    .setDescription(
      'Omnichannel customer-service desk. Errors are application/problem+json with a stable `code`. Lists answer `{ items, nextCursor }`. ' +
        'Writes accept `Idempotency-Key`. Browsers log in with a cookie and send `x-csrf-token`; programs send `Authorization: Bearer <api token>`.',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'token')
    .addCookieAuth('parley_session', { type: 'apiKey', in: 'cookie' }, 'session')
    .addSecurityRequirements('token')
    .addSecurityRequirements('session')
    .build();
  return SwaggerModule.createDocument(app, about, {
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '').toLowerCase()}.${method}`,
  });
}

/** The reference at /api/docs, and the document at /api/docs-json. */
export function serveApi(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => describeApi(app), { jsonDocumentUrl: 'api/docs-json' });
}
