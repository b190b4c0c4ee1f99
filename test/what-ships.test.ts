import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundle } from './bundles.ts';

/** Bytes of code that a function may ship. Cold starts are paid by the byte least of all, but reviews are. */
const budgets = { authorizer: 20_000, protected: 4_000, public: 1_000 } as const;

describe.each(['authorizer', 'protected', 'public'] as const)('the bundle of %s', (name) => {
  const file = bundle(name);

  test(`is code and its source map, and the code is at most ${budgets[name]} bytes`, () => {
    expect(readdirSync(dirname(file)).sort()).toEqual(['index.mjs', 'index.mjs.map']);
    expect(statSync(file).size).toBeLessThanOrEqual(budgets[name]);
  });

  test('holds its own sources, the contract, and nothing else', () => {
    const { sources } = JSON.parse(readFileSync(`${file}.map`, 'utf8'));
    // The map's paths are relative to where esbuild wrote it, a folder as deep as this one.
    // The map's paths are relative to the bundle; constants that the bundler puts in have a name in angle brackets.
    const inputs = sources
      .filter((source: string) => !source.endsWith('>'))
      .map((source: string) => relative(resolve('.'), resolve(dirname(file), source)));
    expect(inputs.length).toBeGreaterThan(0);
    for (const input of inputs)
      expect(input).toMatch(new RegExp(`^(lambdas/${name}|contract)/[a-z-]+\\.ts$`));
  });

  test('imports nothing but Node.js itself', () => {
    const imported = [
      ...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?["']([^"']+)["']/g),
    ];
    for (const [, module] of imported) expect(module).toMatch(/^node:/);
  });
});
