import { configDefaults, defineConfig } from 'vitest/config';

/** `npm test -w local-gateway`: every test of the package but the slow ones. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, '**/*.slow.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    silent: 'passed-only',
    reporters: ['minimal'],
  },
});
