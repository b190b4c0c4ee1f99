import { rm } from 'node:fs/promises';
import { type ServedAssembly, serveAssembly } from 'local-gateway/serve-assembly';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { synthesize } from '../../../local/synthesize.ts';
import { startZuplo, type Zuplo } from '../../../local/zuplo/zuplo-server.ts';
import { accessScenarios } from '../../../tools/smoke/access-scenarios.ts';
import { givenToken } from '../../../tools/smoke/given-token.ts';
import { standInTokens } from '../../../tools/smoke/stand-in-tokens.ts';
import { smokeCommand, smokeOf } from './run-smoke.ts';

// The stack as it would be deployed, on the local gateway, next to the stand-in for Zuplo.

const audience = 'your-audience';
const zuplo: Zuplo = await startZuplo({
  port: 0,
  audience,
  log: () => {},
});
afterAll(() => zuplo.close());

/** The checks beside the access scenarios: a path that does not exist, and the ways around. */
const furtherChecks = 6;
const all = accessScenarios({ sub: '', aud: [] }).length + furtherChecks;

/** Both at once, for each takes seconds. */
const assemblies = { http: assembly('http'), rest: assembly('rest') };

function assembly(api: 'http' | 'rest'): Promise<string> {
  return synthesize({
    context: { issuer: zuplo.issuer, audience, api, realm: 'a-realm-of-its-own' },
    output: `cdk.local-smoke-${api}`,
    signal: AbortSignal.timeout(50_000),
  });
}

const nowSeconds = () => Date.now() / 1000;

describe.each(['http', 'rest'] as const)('smoke, against the %s stack', (api) => {
  let folder: string;
  let served: ServedAssembly;
  let url: URL;

  beforeAll(async () => {
    folder = await assemblies[api];
    served = await serveAssembly({ folder, port: 0, log: () => {} });
    url = new URL(`${served.apis[0]?.url}`);
  });
  afterAll(async () => {
    await served?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('runs everything with the stand-in, and all of it is as expected', async () => {
    const { status, lines, summary } = await smokeOf({
      url,
      tokens: await standInTokens(zuplo.url),
    });
    expect(lines.filter((line) => !line.startsWith('ok '))).toEqual([
      `${url.href} as ${api === 'http' ? 'an HTTP API' : 'a REST API'}`,
      `${all} ok, 0 differ`,
    ]);
    expect(summary).toBe(`${all} ok, 0 differ`);
    expect(status).toBe(0);
  });

  test.each(['EdDSA', 'RS256', 'ES512'] as const)(
    'runs what one token of %s allows, greets its subject, and lists the rest',
    async (algorithm) => {
      const token = await zuplo.token({ sub: 'zoë', algorithm, kid: algorithm === 'ES512' });
      const { status, output, summary } = await smokeOf({
        url,
        tokens: givenToken(token, nowSeconds()),
      });
      expect(output).toContain('a valid token: 200 text/plain; charset=utf-8 Hello, zoë!');
      expect(output).toContain("an expired token: needs the issuer's key");
      expect(summary).toBe("19 ok, 0 differ, 16 not run (need the issuer's key)");
      expect(status).toBe(0);
    },
  );

  test('runs without a token what needs none, and counts nothing else as passed', async () => {
    const { status, output, summary } = await smokeOf({ url });
    expect(output).toMatch(/^not run +a valid token: needs a valid token$/m);
    expect(summary).toBe(
      "10 ok, 0 differ, 25 not run (9 need a valid token, 16 need the issuer's key)",
    );
    expect(status).toBe(0);
  });

  test('finds no fault with a slash behind the URL, as people copy it', async () => {
    const { status } = await smokeOf({ url: new URL(`${url.href.replace(/\/$/, '')}/`) });
    expect(status).toBe(0);
  });

  test('cannot tell whose fault it is when a token of another issuer is refused, and says what it says', async () => {
    const token = await zuplo.token({ sub: 'alice', claims: { iss: 'https://other.example' } });
    const tokens = givenToken(token, nowSeconds());
    const { status, output, summary } = await smokeOf({ url, tokens });
    expect(output).toMatch(
      /^unclear .* a valid token: expected 200 .*; came 40[13] .*iss "https:\/\/other\.example", aud "your-audience", exp 20.*Z, sub "alice"\)$/m,
    );
    expect(output).not.toContain(token.split('.')[2]);
    expect(summary).toBe("18 ok, 0 differ, 1 unclear, 16 not run (need the issuer's key)");
    expect(status).toBe(2);
  });

  test('ends as a command with status 0, with the stand-in or with a token of the environment', async () => {
    const words = ['--url', url.href];
    const withStandIn = await smokeCommand([...words, '--zuplo', zuplo.url]);
    expect(withStandIn).toMatchObject({ stderr: '', status: 0 });
    expect(withStandIn.stdout).toMatch(new RegExp(`^${all} ok, 0 differ\n$`, 'm'));
    const withToken = await smokeCommand(words, { TOKEN: await zuplo.token({ sub: 'bob' }) });
    expect(withToken).toMatchObject({ stderr: '', status: 0 });
    expect(withToken.stdout).toContain('Hello, bob!');
  });
});
