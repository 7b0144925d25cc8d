import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What the pages have in common. Everything a page loads lies under /assets/<name>/ (src/pages.ts). */
export function page(name: string): UserConfig {
  return {
    base: '/',
    oxc: { jsx: { runtime: 'automatic' } },
    resolve: { alias: { '@parley/kit': here('./kit/src'), '@parley/sdk': here('./sdk/src') } },
    css: { postcss: here('./') },
    build: {
      assetsDir: `assets/${name}`,
      target: 'es2022',
      sourcemap: false,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1200,
    },
  };
}
