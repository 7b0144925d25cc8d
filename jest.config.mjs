// Tests run on the compiled files, so that worker threads and child processes are the very files that ship.
const dist = process.env.PARLEY_DIST ?? 'dist';

export default {
  rootDir: `./${dist}`,
  testMatch: ['**/*.spec.js'],
  transform: {},
  setupFiles: ['reflect-metadata'],
  testTimeout: 60_000,
};
