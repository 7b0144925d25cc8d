import { defineConfig } from 'vite';
import { page } from '../vite.js';

const common = page('inbox');

/** The frame and the list are what nearly everybody comes to: with all they need they are one file, not eighty in three waves. */
const FIRST_VIEW = /\/inbox\/src\/(shell\/shell|list\/inbox-page)\.tsx$/;

export default defineConfig({
  ...common,
  build: { ...common.build, rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first-view', test: FIRST_VIEW }] } } } },
});
