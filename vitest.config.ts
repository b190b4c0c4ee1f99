import { configDefaults, defineConfig } from 'vitest/config';

/** `npm test`: everything that needs neither a browser, nor the CDK CLI, nor minutes. */
export default defineConfig({
  test: {
    include: ['{test,examples,packages/*/test}/**/*.test.ts'],
    exclude: [...configDefaults.exclude, '**/*.slow.test.ts'],
    globalSetup: ['test/synthesize-bundles.ts'],
    // Vitest leaves one core idle by default, which is half of a small machine.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    silent: 'passed-only',
    reporters: ['minimal'],
    // Bundles of functions run as Node.js runs them, not transformed by Vite.
    server: { deps: { external: [/\/cdk\.local-/] } },
    coverage: {
      include: ['lambdas/authorizer/**', 'contract/**'],
      reporter: [['text', { skipFull: true }]],
      thresholds: { 100: true },
    },
  },
});
