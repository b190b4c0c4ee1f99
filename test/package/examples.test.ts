import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { authorizerSettings } from '../../contract/settings.ts';

const variables = Object.keys(authorizerSettings).map((name) =>
  name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase(),
);

describe.each([['sam/template.yaml'], ['serverless/serverless.yml'], ['terraform/main.tf']])(
  'examples/%s',
  (file) => {
    const text = readFileSync(`examples/${file}`, 'utf8');

    test('sets environment variables that the authorizer reads, the required ones among them', () => {
      const names = [...text.matchAll(/^ +([A-Z]+(?:_[A-Z]+)*) *[:=]/gm)].map(
        ([, name = '']) => name,
      );
      expect(names).toEqual(expect.arrayContaining(['ISSUER', 'AUDIENCE']));
      expect(names.filter((name) => !variables.includes(name))).toEqual([]);
    });

    test.each([
      ['the zip', 'zuplo-authorizer.zip'],
      ['the handler', 'index.handler'],
      ['the runtime', 'nodejs24.x'],
      ['the architecture', 'arm64'],
      ['a log in JSON', 'JSON'],
    ])('names %s', (_, part) => {
      expect(text).toContain(part);
    });

    test('has an authorizer with payload format 2.0 that returns a policy and is not cached', () => {
      expect(text).toMatch(/payload_?(format_?)?version\W+2\.0/i);
      expect(text).toMatch(/simple_?responses\W+false/i);
      expect(text).toMatch(/(ReauthorizeEvery|ttl_?in_?seconds)\W+0/i);
    });
  },
);
