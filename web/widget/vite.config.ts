import { defineConfig } from 'vite';

export default defineConfig({
  build: { lib: { entry: 'src/script.ts', formats: ['iife'], name: 'ParleyWidget', fileName: () => 'script/widget.js' } },
});
