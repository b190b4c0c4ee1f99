import { afterAll, describe, expect, test, vi } from 'vitest';
import { encodeAuthorizerSettings } from '../contract/settings.ts';
import { deploymentSettings } from '../lib/settings/deployment-settings.ts';
import { accessScenarios } from '../tools/smoke/access-scenarios.ts';
import {
  accessKeys,
  accessTokens,
  audience,
  authorizationOf,
  publishedKeys,
} from './access-tokens.ts';
import { startKeyEndpoint } from './key-endpoint.ts';

// The handlers as modules, with a hand-made API Gateway that knows only what an authorizer's answer means.

const logged: unknown[] = [];
vi.spyOn(console, 'warn').mockImplementation((line) => logged.push(line));
vi.spyOn(console, 'info').mockImplementation(() => {});

const keys = accessKeys();
const endpoint = await startKeyEndpoint();
endpoint.publish(...publishedKeys(keys));
for (const [name, value] of Object.entries(
  encodeAuthorizerSettings(
    deploymentSettings((name) =>
      new Map([
        ['issuer', endpoint.issuer],
        ['audience', audience],
      ]).get(name),
    ),
  ),
)) {
  vi.stubEnv(name, value);
}
vi.stubGlobal('ROUTE_SCOPES', {});
const authorizer = await import('../lambdas/authorizer/handler.ts');
const handlers = {
  '/': (await import('../lambdas/public/handler.ts')).handler,
  '/protected': (await import('../lambdas/protected/handler.ts')).handler,
};

afterAll(() => endpoint.close());

const arn = 'arn:aws:execute-api:eu-west-1:123456789012:api/stage/GET/protected';

/** How each flavour asks the authorizer, and how it hands the context on. */
const flavours = {
  http: {
    ask: (authorization: string) =>
      authorizer.handler({
        version: '2.0',
        type: 'REQUEST',
        routeArn: arn,
        identitySource: [authorization],
      }),
    handOn: (context: object) => ({ lambda: context }) as object,
  },
  rest: {
    ask: (authorization: string) =>
      authorizer.handler({ type: 'TOKEN', authorizationToken: authorization, methodArn: arn }),
    handOn: (context: object) =>
      Object.fromEntries(Object.entries(context).map(([name, value]) => [name, String(value)])),
  },
};

const refusalText = { status: 401, body: 'Token is not valid or has expired' };

/** What the route's handler says, given the authorizer's answer, if it was asked and did not throw. */
async function answered(path: keyof typeof handlers, authorizer: object | undefined) {
  const { statusCode, headers, body } = await handlers[path]({ requestContext: { authorizer } });
  expect(headers).toEqual({ 'content-type': 'text/plain; charset=utf-8' });
  return { status: statusCode, body };
}

describe.each(['http', 'rest'] as const)('the handlers, as %s invokes them', (flavour) => {
  const { ask, handOn } = flavours[flavour];
  const tokens = accessTokens(endpoint.issuer, keys);
  const scenarios = accessScenarios(tokens.caller);
  const refusals = scenarios.filter(
    ({ expected }) => 'refusal' in expected && expected.refusal !== 'no_token',
  );
  const answers = scenarios.filter(({ expected }) => 'body' in expected);

  test.each(answers)('answer 200: $name', async (scenario) => {
    const { path, expected } = scenario;
    const authorization = await authorizationOf(scenario, tokens);
    const isProtected = path === '/protected' && authorization !== undefined;
    const context = isProtected ? handOn((await ask(authorization)).context) : undefined;
    expect(await answered(path, context)).toEqual({ status: 200, ...expected });
  });

  test.each(refusals)('refuse, with one line that says why: $name', async (scenario) => {
    logged.length = 0;
    const { expected } = scenario;
    const authorization = (await authorizationOf(scenario, tokens)) ?? '';
    const reason = 'refusal' in expected && expected.refusal;
    if (flavour === 'rest') {
      await expect(ask(authorization)).rejects.toThrow(/^Unauthorized$/);
    } else {
      const { policyDocument, context } = await ask(authorization);
      expect(policyDocument.Statement.map(({ Effect }) => Effect)).toEqual(['Deny']);
      expect(context).toMatchObject({ reason });
      expect(await answered('/protected', handOn(context))).toEqual(refusalText);
    }
    expect(logged).toEqual([expect.objectContaining({ event: 'refused', reason })]);
  });

  test('greet nobody without the authorizer', async () => {
    expect(await answered('/protected', undefined)).toEqual(refusalText);
  });
});
