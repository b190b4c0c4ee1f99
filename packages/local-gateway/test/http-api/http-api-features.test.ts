import { describe, expect, it } from 'vitest';
import { echo, tokenReader } from '../handlers.ts';
import { served } from '../served.ts';
import { httpApi, lambdaFunction } from '../templates.ts';

const code = { echo, tokenReader };
const functions = { Echo: lambdaFunction('echo'), Auth: lambdaFunction('tokenReader') };

describe('authorizers of an HTTP API', () => {
  const api = served({
    code,
    template: {
      Resources: {
        ...functions,
        ...httpApi({
          stage: { StageVariables: { key: 'value' } },
          authorizers: {
            Simple: { function: 'Auth', EnableSimpleResponses: true },
            Old: { function: 'Auth', AuthorizerPayloadFormatVersion: '1.0' },
            Cached: { function: 'Auth', AuthorizerResultTtlInSeconds: 300 },
            PerRoute: {
              function: 'Auth',
              AuthorizerResultTtlInSeconds: 300,
              IdentitySource: ['$request.header.Authorization', '$context.routeKey'],
            },
            Several: {
              function: 'Auth',
              IdentitySource: [
                '$request.querystring.token',
                '$stageVariables.key',
                '$context.identity.sourceIp',
              ],
            },
            Anyone: { function: 'Auth', IdentitySource: [] },
          },
          routes: {
            'GET /simple': { function: 'Echo', authorizer: 'Simple' },
            'GET /old': { function: 'Echo', authorizer: 'Old' },
            'GET /cached': { function: 'Echo', authorizer: 'Cached' },
            'GET /cached-too': { function: 'Echo', authorizer: 'Cached' },
            'GET /per-route': { function: 'Echo', authorizer: 'PerRoute' },
            'GET /per-route-too': { function: 'Echo', authorizer: 'PerRoute' },
            'GET /several': { function: 'Echo', authorizer: 'Several' },
            'GET /anyone': { function: 'Echo', authorizer: 'Anyone' },
          },
        }),
      },
    },
  });
  const status = async (path: string, authorization: string): Promise<number> =>
    (await api.call(path, { headers: { authorization } })).status;
  const context = async (path: string, authorization: string): Promise<Record<string, unknown>> => {
    const event = await api.json(path, { headers: { authorization } });
    return (event['requestContext'] as { authorizer: { lambda: Record<string, unknown> } })
      .authorizer.lambda;
  };

  it.each([
    ['simple', 200],
    ['refuse', 403],
    ['truthy', 500],
    ['allow', 500],
    ['nothing', 500],
  ])('with simple responses: %s is %i', async (token, expected) => {
    expect(await status('/simple', token)).toBe(expected);
  });

  it('with payload format 1.0 hand the context on as texts', async () => {
    expect(await context('/old', 'allow')).toMatchObject({ text: 'a', number: '1', flag: 'true' });
    expect(await status('/old', 'nested')).toBe(500);
  });

  it('with payload format 1.0 are given a methodArn and one joined identity', async () => {
    const { event } = await context('/old?x=1', 'Bearer event');
    expect(JSON.parse(String(event))).toMatchObject({
      version: '1.0',
      type: 'REQUEST',
      methodArn: expect.stringMatching(/\/\$default\/GET\/old$/),
      identitySource: 'Bearer event',
      authorizationToken: 'Bearer event',
      queryStringParameters: { x: '1' },
    });
  });

  it('are not asked again for the same token within the TTL, on any route', async () => {
    const first = await context('/cached', 'allow');
    expect(await context('/cached-too', 'allow')).toEqual(first);
    expect(await context('/cached', 'allow.2')).not.toEqual(first);
    expect(api.log.at(-2)).toMatch(/authorizer: allowed/);
  });

  it('have a cached policy evaluated anew on each route', async () => {
    expect(await status('/cached', 'here')).toBe(200);
    expect(await status('/cached-too', 'here')).toBe(403);
  });

  it('are asked once a route where the route is part of the identity', async () => {
    expect(await status('/per-route', 'here')).toBe(200);
    expect(await status('/per-route-too', 'here')).toBe(200);
  });

  it('have refusals cached, failures never', async () => {
    for (const token of ['deny', 'throw']) {
      await status('/cached', token);
      await status('/cached', token);
    }
    const verdicts = api.log.filter((line) => line.startsWith('GET /cached →')).slice(-4);
    expect(verdicts.map((line) => line.includes('(cached)'))).toEqual([false, true, false, false]);
  });

  it('want every identity source', async () => {
    expect((await api.call('/several')).status).toBe(401);
    expect((await api.call('/several?token=')).status).toBe(401);
    expect((await api.call('/several?token=allow')).status).toBe(200);
  });

  it('are asked without a token where no identity source is named', async () => {
    expect((await api.call('/anyone')).status).toBe(200);
  });
});

describe('routes and stages of an HTTP API', () => {
  const api = served({
    code,
    template: {
      Resources: {
        ...functions,
        ...httpApi({
          stage: { DefaultRouteSettings: { DetailedMetricsEnabled: true } },
          routes: {
            'GET /pets/dogs': { function: 'Echo' },
            'GET /pets/{id}': { function: 'Echo' },
            'ANY /pets/{id}': { function: 'Echo' },
            'GET /pets/{proxy+}': { function: 'Echo' },
            'ANY /{proxy+}': { function: 'Echo' },
            $default: { function: 'Echo' },
          },
        }),
        Other: {
          Type: 'AWS::ApiGatewayV2::Stage',
          Properties: {
            ApiId: { Ref: 'Api' },
            AutoDeploy: true,
            StageName: 'beta',
            StageVariables: { a: 'b' },
            RouteSettings: {
              'GET /pets/dogs': { ThrottlingRateLimit: 0, ThrottlingBurstLimit: 1 },
            },
          },
        },
      },
    },
  });

  it.each([
    ['GET', '/pets/dogs', 'GET /pets/dogs', undefined],
    ['GET', '/pets/7', 'GET /pets/{id}', { id: '7' }],
    ['POST', '/pets/7', 'ANY /pets/{id}', { id: '7' }],
    ['GET', '/pets/7/toys/', 'GET /pets/{proxy+}', { proxy: '7/toys' }],
    ['POST', '/pets/7/toys', 'ANY /{proxy+}', { proxy: 'pets/7/toys' }],
    ['GET', '/', '$default', undefined],
    ['GET', '/pets/', 'ANY /{proxy+}', { proxy: 'pets' }],
  ])('%s %s goes to %s', async (method, path, routeKey, pathParameters) => {
    const event = await api.json(path, { method });
    expect([event['routeKey'], event['pathParameters']]).toEqual([routeKey, pathParameters]);
  });

  it("lead to another stage by the path's first segment, which stays in the event", async () => {
    expect(await api.json('/beta/pets/7')).toMatchObject({
      rawPath: '/beta/pets/7',
      routeKey: 'GET /pets/{id}',
      stageVariables: { a: 'b' },
      requestContext: { stage: 'beta', http: { path: '/beta/pets/7' } },
    });
  });

  it('are throttled as their stage wants it: 429', async () => {
    expect((await api.call('/beta/pets/dogs')).status).toBe(200);
    const answer = await api.call('/beta/pets/dogs');
    expect([answer.status, answer.body]).toEqual([429, '{"message":"Too Many Requests"}']);
    expect((await api.call('/pets/dogs')).status).toBe(200);
  });
});

describe('an HTTP API with a named stage only', () => {
  const api = served({
    code,
    template: {
      Resources: {
        ...functions,
        ...httpApi({ stage: { StageName: 'prod' }, routes: { 'GET /': { function: 'Echo' } } }),
      },
    },
  });

  it('is served under it, and nowhere else', async () => {
    const url = api.assembly().apis[0]?.url ?? '';
    expect(url).toMatch(/\/prod$/);
    expect(await api.json('/')).toMatchObject({ rawPath: '/prod/' });
    expect((await fetch(url.replace('/prod', '/'))).status).toBe(404);
  });
});

describe('CORS of an HTTP API', () => {
  const api = served({
    code,
    template: {
      Resources: {
        ...functions,
        ...httpApi({
          api: {
            CorsConfiguration: {
              AllowOrigins: ['https://example.com', 'http://*'],
              AllowMethods: ['GET', 'POST'],
              AllowHeaders: ['authorization'],
              ExposeHeaders: ['x-one'],
              AllowCredentials: true,
              MaxAge: 60,
            },
          },
          authorizers: { Jwt: { function: 'Auth' } },
          routes: { 'GET /protected': { function: 'Echo', authorizer: 'Jwt' } },
        }),
      },
    },
  });
  const preflight = (origin: string) =>
    api.call('/protected', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'GET' },
    });

  it('answers a preflight request without an authorizer: 204', async () => {
    const answer = await preflight('https://example.com');
    expect([answer.status, answer.body]).toEqual([204, '']);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': 'https://example.com',
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'authorization',
      'access-control-allow-credentials': 'true',
      'access-control-max-age': '60',
    });
  });

  it('allows every origin of a scheme by its wildcard', async () => {
    expect((await preflight('http://any.example')).headers['access-control-allow-origin']).toBe(
      'http://any.example',
    );
  });

  it('tells another origin nothing', async () => {
    const answer = await preflight('https://example.com.evil');
    expect(Object.keys(answer.headers).join()).not.toContain('access-control');
  });

  it("marks the gateway's own refusals too", async () => {
    const answer = await api.call('/protected', { headers: { origin: 'https://example.com' } });
    expect(answer.status).toBe(401);
    expect(answer.headers['access-control-allow-origin']).toBe('https://example.com');
    expect(answer.headers['access-control-expose-headers']).toBe('x-one');
  });

  it('says nothing to a request without an origin', async () => {
    const answer = await api.call('/protected');
    expect(Object.keys(answer.headers).join()).not.toContain('access-control');
  });
});
