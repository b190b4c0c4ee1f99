import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { validate } from '@readme/openapi-parser';
import { transformSync } from 'esbuild';
import { describe, expect, it, test } from 'vitest';
import { routes } from '../../lib/routes.ts';
import { openapiDocument } from '../../tools/openapi/document.ts';

const page = readFileSync('docs/zuplo.md', 'utf8');

/** The code blocks of a language, in their order. */
function blocks(language: string): string[] {
  return [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , code = '']) => code);
}

/** All texts between single quotes in a file of ours: the members of its unions among them. */
function quoted(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/'([a-z_]+)'/g)].map(([, word = '']) => word);
}

interface ZuploOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly 'x-zuplo-route': { readonly policies: { readonly inbound: readonly string[] } };
}

interface ZuploRoutes {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ZuploOperation>>>>;
}

interface ZuploPolicies {
  readonly policies: readonly { readonly name: string }[];
}

const [policiesText = '', routesText = ''] = blocks('json');

describe("the pieces of docs/zuplo.md, Zuplo's side", () => {
  test.each(blocks('json').map((block, index) => [index + 1, block]))(
    'are JSON where they say so: block %i',
    (_, block) => {
      expect(() => JSON.parse(String(block))).not.toThrow();
    },
  );

  test.each(blocks('ts').map((block, index) => [index + 1, block]))(
    'are TypeScript where they say so: block %i',
    (_, block) => {
      expect(() => transformSync(String(block), { loader: 'ts' })).not.toThrow();
    },
  );

  it('name our routes as npm run openapi names them', () => {
    const document: ZuploRoutes = JSON.parse(routesText);
    const options = { info: { title: '', version: '', description: '' }, url: undefined } as const;
    const { paths } = openapiDocument(routes, { ...options, flavour: 'http' });
    const named = (
      all: Record<string, Record<string, { operationId: string; summary?: string }>>,
    ) =>
      Object.entries(all).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, { operationId, summary }]) => [
          path,
          method,
          operationId,
          summary,
        ]),
      );
    expect(named(document.paths)).toStrictEqual(named(paths));
  });

  it('have both policies on protected routes, the API key first, and none on public ones', () => {
    const document: ZuploRoutes = JSON.parse(routesText);
    for (const { path, method, access } of routes) {
      const operation = document.paths[path]?.[method.toLowerCase()];
      const { inbound } = operation?.['x-zuplo-route'].policies ?? {};
      expect(inbound).toStrictEqual(access === 'protected' ? ['api-key', 'zuplo-jwt'] : []);
    }
  });

  it('define the policies that the routes name, in the same order', () => {
    const { policies }: ZuploPolicies = JSON.parse(policiesText);
    expect(policies.map(({ name }) => name)).toStrictEqual(['api-key', 'zuplo-jwt']);
  });

  it('are a valid OpenAPI document', async () => {
    expect(await validate(JSON.parse(routesText))).toMatchObject({ valid: true });
  });

  it('use environment variables in the way of the place where they stand', () => {
    expect(routesText).not.toContain('$env(');
    expect(policiesText).not.toContain('${env.');
    for (const name of ['BACKEND_URL', 'BACKEND_AUDIENCE'])
      expect(page).toContain(`| \`${name}\` |`);
  });
});

describe('docs/zuplo.md', () => {
  const logged = ['refusal', 'failure', 'log'].flatMap((file) =>
    quoted(`lambdas/authorizer/${file}.ts`),
  );
  const named = new Set([...page.matchAll(/`([a-z]+(?:_[a-z]+)+)`/g)].map(([, word = '']) => word));

  it('names reasons, or else the test below says nothing', () => {
    expect(named).toContain('wrong_audience');
    expect(logged).toContain('wrong_audience');
  });

  it.each([...named])('names %s, which the authorizer logs', (word) => {
    expect(logged).toContain(word);
  });

  it('links to what is there', () => {
    const heading = (text: string) =>
      text
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .trim()
        .replaceAll(' ', '-');
    for (const [, link = ''] of page.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (link.startsWith('https://')) continue;
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? 'docs/zuplo.md' : resolve('docs', file);
      expect(existsSync(target), link).toBe(true);
      const headings = [...readFileSync(target, 'utf8').matchAll(/^#+ (.*)$/gm)];
      const anchors = headings.map(([, text = '']) => heading(text));
      if (anchor !== undefined) expect(anchors, link).toContain(anchor);
    }
  });
});
