import type { Config } from './config/index.js';
import type { Seeded } from './seed.js';

/** What a newcomer needs to know, once the desk is up. */
export function greet(config: Config, { generatedPassword }: Seeded): void {
  const lines = [
    '',
    `  Parley is ready:  ${config.publicUrl}`,
    `  API reference:    ${config.publicUrl}/api/docs`,
    `  Log in as:        ${config.adminEmail}`,
    ...(generatedPassword === null
      ? []
      : [`  Password:         ${generatedPassword}   (shown this once; set ADMIN_PASSWORD before the first start to choose it)`]),
    ...(config.demo ? [`  Play customers:   ${config.publicUrl}/sandbox`, '  Or let them play: npm run simulate -- demo'] : []),
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
