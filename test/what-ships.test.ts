import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundle } from './bundles.ts';

const file = bundle('authorizer');

describe("the authorizer's bundle", () => {
  test('is one file of at most 20 kB, with its source map', () => {
    expect(readdirSync(dirname(file)).sort()).toEqual(['index.mjs', 'index.mjs.map']);
    expect(statSync(file).size).toBeLessThanOrEqual(20_000);
  });

  test('contains the authorizer and contract/, and nothing else', () => {
    const { sources } = JSON.parse(readFileSync(`${file}.map`, 'utf8'));
    // The map's paths are relative to the bundle; constants of the bundler have a name in angle brackets.
    const inputs = sources
      .filter((source: string) => !source.endsWith('>'))
      .map((source: string) => relative(resolve('.'), resolve(dirname(file), source)));
    expect(inputs.length).toBeGreaterThan(0);
    for (const input of inputs)
      expect(input).toMatch(/^(lambdas\/authorizer(\/jwks|\/token)?|contract)\/[a-z-]+\.ts$/);
  });

  test('imports nothing but Node.js modules', () => {
    const imports = [
      ...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?["']([^"']+)["']/g),
    ];
    expect(imports.length).toBeGreaterThan(0);
    for (const [, module] of imports) expect(module).toMatch(/^node:/);
  });
});
