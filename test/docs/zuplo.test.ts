import { readFileSync } from 'node:fs';
import { validate } from '@readme/openapi-parser';
import { transformSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { logEvents, rejectionReasons } from '../../contract/log-events.ts';
import { fixtureRoutes } from '../fixture-routes.ts';
import { deadLinks, page } from './page.ts';

const text = page('zuplo');

/** Returns the code blocks of a language, in their order. */
function blocks(language: string): string[] {
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , code = '']) => code);
}

interface ZuploRoutes {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly 'x-zuplo-route': {
              readonly policies: { readonly inbound: readonly string[] };
            };
          }
        >
      >
    >
  >;
}

const [policiesText = '', routesText = ''] = blocks('json');

describe('the files in docs/zuplo.md', () => {
  test('are valid JSON and TypeScript', () => {
    for (const json of blocks('json')) expect(() => JSON.parse(json)).not.toThrow();
    for (const code of blocks('ts'))
      expect(() => transformSync(code, { loader: 'ts' })).not.toThrow();
    expect(blocks('ts').length).toBeGreaterThan(0);
  });

  test('have both policies on protected routes, the API key first, and none on public ones', () => {
    const document: ZuploRoutes = JSON.parse(routesText);
    for (const { path, method, access } of fixtureRoutes) {
      const operation = document.paths[path]?.[method.toLowerCase()];
      expect(operation?.['x-zuplo-route'].policies.inbound).toStrictEqual(
        access === 'protected' ? ['api-key', 'zuplo-jwt'] : [],
      );
    }
  });

  test('define the policies of the routes', () => {
    const { policies }: { policies: readonly { readonly name: string }[] } =
      JSON.parse(policiesText);
    expect(policies.map(({ name }) => name)).toStrictEqual(['api-key', 'zuplo-jwt']);
  });

  test('contain a valid OpenAPI document', async () => {
    expect(await validate(JSON.parse(routesText))).toMatchObject({ valid: true });
  });

  test('reference environment variables in the syntax of each file', () => {
    expect(routesText).not.toContain('$env(');
    expect(policiesText).not.toContain('${env.');
    for (const name of ['BACKEND_URL', 'BACKEND_AUDIENCE'])
      expect(text).toContain(`| \`${name}\` |`);
  });
});

describe('docs/zuplo.md', () => {
  const logged: readonly string[] = [
    ...rejectionReasons,
    ...Object.values(logEvents),
    'jwks_unavailable',
  ];
  const names = new Set([...text.matchAll(/`([a-z]+(?:_[a-z]+)+)`/g)].map(([, name = '']) => name));

  test('names only events and reasons that the authorizer logs', () => {
    expect(names).toContain('wrong_audience');
    expect([...names].filter((name) => !logged.includes(name))).toEqual([]);
  });
});

test.each(['zuplo', 'faq', 'cost', 'decisions', 'console'])(
  'docs/%s.md has no dead links',
  (name) => {
    expect(deadLinks(name)).toEqual([]);
  },
);

test.each(['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'CHANGELOG.md'])(
  '%s links to existing files',
  (file) => {
    const links = readFileSync(file, 'utf8').matchAll(/\]\((?!https:|#)([^)\s#]+)/g);
    for (const [, link = ''] of links) expect(() => readFileSync(link), link).not.toThrow(/ENOENT/);
  },
);
