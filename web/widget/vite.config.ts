import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { page } from '../vite.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const jsx = { runtime: 'automatic', importSource: 'preact' } as const;
/** Not those of the agents' pages, which know a theme of their own. */
const css = { postcss: { plugins: [] } };
/** What of socket.io the desk's chat never uses: WebTransport and binary frames. Every page of a shop would have to load it. */
const UNUSED: Readonly<Record<string, string>> = {
  '/webtransport.js': 'export class WT {}',
  '/binary.js': 'export const deconstructPacket = (packet) => ({ packet, buffers: [] }), reconstructPacket = (packet) => packet;',
  '/is-binary.js': 'export const isBinary = () => false, hasBinary = isBinary;',
  '/base64-arraybuffer.js': 'export const decode = () => null;',
};
const withoutUnused = {
  name: 'without-unused',
  enforce: 'pre',
  resolveId: (source: string, importer?: string) => {
    const found = /socket\.io|engine\.io/.test(importer ?? '') ? Object.keys(UNUSED).find((end) => source.endsWith(end)) : undefined;
    return found === undefined ? null : `\0unused${found}`;
  },
  load: (id: string) => (id.startsWith('\0unused') ? UNUSED[id.slice('\0unused'.length)] : null),
} as const;
const library = (entry: string, format: 'iife' | 'es', file: string) => ({
  target: 'es2022',
  // light-dark() as it is: what it would be made into is larger than all of the colours.
  cssTarget: ['chrome123', 'safari17.5', 'firefox120'],
  copyPublicDir: false,
  lib: { entry: here(entry), formats: [format], name: 'ParleyWidget', fileName: () => `script/${file}` },
});

/** One build for each mode: what a page includes, what an app imports, and the demo's shop. scripts/build-web.mjs */
export default defineConfig(({ mode }) => {
  const shared = page('widget');
  if (mode === 'shop')
    return {
      ...shared,
      css,
      root: here('./shop'),
      publicDir: false,
      build: { ...shared.build, rolldownOptions: { input: here('./shop/shop.html') } },
    };
  const build = mode === 'library' ? library('./src/library.ts', 'es', 'widget.mjs') : library('./src/script.tsx', 'iife', 'widget.js');
  return { oxc: { jsx }, css, plugins: [withoutUnused], define: { 'process.env.NODE_ENV': '"production"' }, build };
});
