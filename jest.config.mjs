// Tests run on the compiled files, so that worker threads and child processes are the very files that ship.
const dist = process.env.PARLEY_DIST ?? 'dist';

export default {
  rootDir: `./${dist}`,
  testMatch: ['**/*.spec.js'],
  transform: {},
  // In bare Node.js: each process loads the desk once instead of once for every file, which is most of a short suite's time.
  runner: 'jest-light-runner/child-process',
  setupFiles: ['reflect-metadata'],
  setupFilesAfterEnv: ['./test/kit/time-limits.js'],
  globalSetup: './test/kit/global-setup.js',
  globalTeardown: './test/kit/global-teardown.js',
};
