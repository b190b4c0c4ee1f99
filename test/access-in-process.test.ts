import { afterAll, describe, expect, test, vi } from 'vitest';
import { apiTypes } from '../contract/api-type.ts';
import { logEvents } from '../contract/log-events.ts';
import { encodeAuthorizerSettings } from '../contract/settings.ts';
import { deploymentSettings } from '../lib/settings/deployment-settings.ts';
import { accessScenarios } from './access-scenarios.ts';
import { accessKeys, accessTokens, audience, publishedKeys } from './access-tokens.ts';
import { startKeyEndpoint } from './key-endpoint.ts';

// The functions as modules, with a minimal API Gateway that only evaluates the authorizer's result.

const logged: unknown[] = [];
vi.spyOn(console, 'warn').mockImplementation((line) => logged.push(line));
vi.spyOn(console, 'info').mockImplementation(() => {});

const keys = accessKeys();
const endpoint = await startKeyEndpoint();
endpoint.publish(...publishedKeys(keys));
const given: Readonly<Record<string, unknown>> = { issuer: endpoint.issuer, audience };
const settings = deploymentSettings((name) => given[name]);
for (const [name, value] of Object.entries(encodeAuthorizerSettings(settings))) {
  vi.stubEnv(name, value);
}
const authorizer = await import('../lambdas/authorizer/handler.ts');
const handlers = {
  '/': (await import('./fixture-handlers/public/handler.ts')).handler,
  '/protected': (await import('./fixture-handlers/protected/handler.ts')).handler,
};

afterAll(() => endpoint.close());

const arn = 'arn:aws:execute-api:eu-west-1:123456789012:api/stage/GET/protected';

/** How each API type invokes the authorizer, and how it passes the context to handlers. */
const gateways = {
  http: {
    authorize: (authorization: string) =>
      authorizer.handler({
        version: '2.0',
        type: 'REQUEST',
        routeArn: arn,
        identitySource: [authorization],
      }),
    contextOf: (context: object) => ({ lambda: context }) as object,
  },
  rest: {
    authorize: (authorization: string) =>
      authorizer.handler({ type: 'TOKEN', authorizationToken: authorization, methodArn: arn }),
    contextOf: (context: object) =>
      Object.fromEntries(Object.entries(context).map(([name, value]) => [name, String(value)])),
  },
};

const unauthorized = { statusCode: 401, body: 'Token is not valid or has expired' };

/** Returns the response of a route's handler to a request with this authorizer context. */
async function responseOf(path: keyof typeof handlers, context: object | undefined) {
  return handlers[path]({ requestContext: { authorizer: context } });
}

describe.each(apiTypes)(
  'The authorizer and the handlers, invoked as by an API of type %s,',
  (api) => {
    const { authorize, contextOf } = gateways[api];
    const tokens = accessTokens(endpoint.issuer, keys);
    const allowed = accessScenarios.filter(({ expected }) => 'body' in expected);
    const rejected = accessScenarios.filter(
      ({ expected }) => 'rejection' in expected && expected.rejection !== 'no_token',
    );

    test.each(allowed)('respond with 200 to $name', async ({ path, authorization, expected }) => {
      const value = await authorization(tokens);
      const isAuthorized = path === '/protected' && value !== undefined;
      const context = isAuthorized ? contextOf((await authorize(value)).context) : undefined;
      expect(await responseOf(path, context)).toMatchObject({ statusCode: 200, ...expected });
    });

    test.each(rejected)('reject and log $name', async ({ authorization, expected }) => {
      logged.length = 0;
      const value = String(await authorization(tokens));
      const reason = 'rejection' in expected && expected.rejection;
      if (api === 'rest') {
        await expect(authorize(value)).rejects.toThrow(/^Unauthorized$/);
      } else {
        const { policyDocument, context } = await authorize(value);
        expect(policyDocument.Statement.map(({ Effect }) => Effect)).toEqual(['Deny']);
        expect(context).toMatchObject({ reason });
        expect(await responseOf('/protected', contextOf(context))).toMatchObject(unauthorized);
      }
      expect(logged).toEqual([expect.objectContaining({ event: logEvents.tokenRejected, reason })]);
    });

    test('greet nobody without the context of the authorizer', async () => {
      expect(await responseOf('/protected', undefined)).toMatchObject(unauthorized);
    });
  },
);
