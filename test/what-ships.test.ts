import { readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundle } from './bundles.ts';

const file = bundle('authorizer');

describe("the authorizer's bundle", () => {
  test('is one file of at most 29.5 kB, with its source map', () => {
    expect(readdirSync(dirname(file)).sort()).toEqual(['index.mjs', 'index.mjs.map']);
    expect(statSync(file).size).toBeLessThanOrEqual(29_500);
  });

  test('contains the authorizer, contract/ and the parts of aws-jwt-verify that read and validate tokens', () => {
    const { sources } = JSON.parse(readFileSync(`${file}.map`, 'utf8'));
    const inputs: readonly string[] = sources;
    expect(inputs.length).toBeGreaterThan(0);
    const library = inputs.filter((input) => input.startsWith('node_modules/'));
    expect(library.map((input) => basename(input)).sort()).toEqual([
      'assert.js',
      'error.js',
      'https-node.js',
      'jwt.js',
      'node-web-compat-node.js',
      'safe-json-parse.js',
    ]);
    for (const input of library) expect(input).toMatch(/^node_modules\/aws-jwt-verify\//);
    for (const input of inputs.filter((name) => !library.includes(name)))
      expect(input).toMatch(/^(lambdas\/authorizer(\/jwks|\/token)?|contract)\/[a-z-]+\.ts$/);
  });

  test('imports nothing but Node.js modules', () => {
    const imports = [
      ...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?["']([^"']+)["']/g),
    ];
    expect(imports.length).toBeGreaterThan(0);
    for (const [, module = ''] of imports)
      expect(builtinModules).toContain(module.replace(/^node:/, ''));
  });
});
