import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

const { test, ...rest } = base;

/** `npm run test:slow`: a browser, the CDK CLI, long socket runs. */
export default mergeConfig(
  rest,
  defineConfig({
    test: {
      ...test,
      include: ['{test,packages/*/test}/**/*.slow.test.ts'],
      exclude: ['**/node_modules/**'],
      testTimeout: 120_000,
      hookTimeout: 120_000,
    },
  }),
);
