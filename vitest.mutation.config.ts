import { defineConfig } from 'vitest/config';

/** The tests that run the sources themselves, and not the bundles, in which no mutant would show. */
export default defineConfig({
  test: {
    include: [
      'test/contract/**/*.test.ts',
      'test/lambdas/**/*.test.ts',
      'test/lib/deployment-settings.test.ts',
      'test/access-in-process.test.ts',
    ],
  },
});
