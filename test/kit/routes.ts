import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Every route that the running server answers, as `METHOD /path`; HEAD goes with GET. */
export function routesOf(app: NestFastifyApplication): readonly string[] {
  const server = app.getHttpAdapter().getInstance() as unknown as { printRoutes(options: { readonly commonPrefix: boolean }): string };
  const routes: string[] = [];
  const parents: string[] = [];
  for (const line of server.printRoutes({ commonPrefix: false }).split('\n')) {
    const found = /^([│├└─\s]*)(\S+) \(([A-Z, ]+)\)$/u.exec(line);
    if (found === null) continue;
    const [, indent = '', name = '', methods = ''] = found;
    const depth = indent.length / 4 - 1;
    const path = `${parents[depth - 1] ?? ''}${name === '*' ? '/*' : name}`;
    parents.splice(depth, parents.length, path);
    for (const method of methods.split(', ')) if (method !== 'HEAD') routes.push(`${method} ${path}`);
  }
  return routes.toSorted();
}
