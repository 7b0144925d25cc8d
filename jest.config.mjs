// Tests run on the compiled files, so that worker threads and child processes are the very files that ship.
const dist = process.env.PARLEY_DIST ?? 'dist';

export default {
  rootDir: `./${dist}`,
  testMatch: ['**/*.spec.js'],
  transform: {},
  setupFiles: ['reflect-metadata'],
  globalSetup: './test/kit/global-setup.js',
  globalTeardown: './test/kit/global-teardown.js',
  testTimeout: 60_000,
};
