import { defineConfig } from 'vite';
import { page } from '../vite.js';

export default defineConfig(page('sandbox'));
