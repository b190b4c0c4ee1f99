import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{test,packages/*/test}/**/*.test.ts'],
    globalSetup: ['test/synthesize-bundles.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Bundles of functions run as Node.js runs them, untouched by Vite.
    server: { deps: { external: [/\/cdk\.local-/] } },
    coverage: {
      include: ['lambdas/**', 'contract/**'],
      reporter: ['text'],
      thresholds: { 100: true },
    },
  },
});
