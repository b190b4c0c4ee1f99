import { defineConfig } from 'vitest/config';

/** `npm run mutation`: the tests that run the sources. Tests of the bundles would not run mutants. */
export default defineConfig({
  test: {
    include: [
      'test/contract/**/*.test.ts',
      'test/lambdas/**/*.test.ts',
      'test/lib/settings/deployment-settings.test.ts',
      'test/access-in-process.test.ts',
    ],
  },
});
