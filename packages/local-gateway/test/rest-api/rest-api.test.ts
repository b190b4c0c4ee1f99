import { describe, expect, it } from 'vitest';
import { echo, misbehaving, returning, tokenReader } from '../handlers.ts';
import { served } from '../served.ts';
import { invocationUri, lambdaFunction, restApi } from '../templates.ts';

const code = { echo, misbehaving, returning, tokenReader };

describe('a REST API with a TOKEN authorizer', () => {
  const api = served({
    code,
    template: {
      Resources: {
        Echo: lambdaFunction('echo'),
        Auth: lambdaFunction('tokenReader'),
        ...restApi({
          authorizers: {
            Jwt: { function: 'Auth', IdentityValidationExpression: '(Bearer )?[\\w.]+' },
          },
          methods: {
            'GET /': { function: 'Echo' },
            'GET /protected': { function: 'Echo', authorizer: 'Jwt' },
            'ANY /pets/{id}': { function: 'Echo', authorizer: 'Jwt' },
          },
        }),
      },
    },
  });

  it('is served at the root, though its stage is prod', () => {
    expect(api.assembly().apis[0]).toEqual({
      name: 'test-api',
      apiType: 'rest',
      url: expect.stringMatching(/^http:\/\/localhost:\d+$/),
      routes: [
        { method: 'GET', path: '/', authorizer: undefined, functionName: 'Echo' },
        { method: 'GET', path: '/protected', authorizer: 'Jwt', functionName: 'Echo' },
        { method: 'ANY', path: '/pets/{id}', authorizer: 'Jwt', functionName: 'Echo' },
      ],
    });
  });

  const explicit = 'User is not authorized to access this resource with an explicit deny';
  const implicit = 'User is not authorized to access this resource';

  it.each([
    ['no token', undefined, 401, 'UnauthorizedException', '{"message":"Unauthorized"}'],
    ['an empty token', '', 401, 'UnauthorizedException', '{"message":"Unauthorized"}'],
    [
      'a token that contains a match of the validation expression',
      'allow!',
      401,
      'UnauthorizedException',
      '{"message":"Unauthorized"}',
    ],
    [
      "a throw of 'Unauthorized'",
      'unauthorized',
      401,
      'UnauthorizedException',
      '{"message":"Unauthorized"}',
    ],
    ['an explicit Deny', 'deny', 403, 'AccessDeniedException', `{"Message":"${explicit}"}`],
    [
      'no Allow that matches',
      'elsewhere',
      403,
      'AccessDeniedException',
      `{"Message":"${implicit}"}`,
    ],
    ['any other throw', 'throw', 500, 'AuthorizerConfigurationException', '{"message":null}'],
    ['an exit', 'exit', 500, 'AuthorizerConfigurationException', '{"message":null}'],
    [
      'a malformed policy',
      'malformed',
      500,
      'AuthorizerConfigurationException',
      '{"message":null}',
    ],
    ['a nested context', 'nested', 500, 'AuthorizerConfigurationException', '{"message":null}'],
    ['no principal', 'anonymous', 500, 'AuthorizerConfigurationException', '{"message":null}'],
    ['a simple answer', 'simple', 500, 'AuthorizerConfigurationException', '{"message":null}'],
  ])('%s is answered by the gateway itself', async (_, token, status, errorType, body) => {
    const headers = token === undefined ? {} : { Authorization: token };
    const answer = await api.call('/protected', { headers });
    expect([answer.status, answer.headers['x-amzn-errortype'], answer.body]).toEqual([
      status,
      errorType,
      body,
    ]);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json',
      'x-amzn-requestid': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'x-amz-apigw-id': expect.stringMatching(/^[\w-]{15}=$/),
    });
  });

  it('flattens the context to texts beside principalId and integrationLatency', async () => {
    const event = await api.json('/protected', { headers: { authorization: 'Bearer allow' } });
    expect((event['requestContext'] as { authorizer: object }).authorizer).toEqual({
      text: 'a',
      number: '1',
      flag: 'true',
      invocations: expect.stringMatching(/^\d+$/),
      principalId: 'someone',
      integrationLatency: expect.any(Number),
    });
  });

  it('gives a TOKEN authorizer three members and the ARN of the request', async () => {
    const event = await api.json('/pets/7/', {
      method: 'PUT',
      headers: { Authorization: 'Bearer event' },
    });
    const context = event['requestContext'] as { apiId: string; authorizer: { event: string } };
    expect(JSON.parse(context.authorizer.event)).toEqual({
      type: 'TOKEN',
      authorizationToken: 'Bearer event',
      methodArn: `arn:aws:execute-api:us-east-1:123456789012:${context.apiId}/prod/PUT/pets/7`,
    });
  });

  it.each([
    ['GET', '/nowhere'],
    ['POST', '/protected'],
    ['GET', '//protected'],
    ['GET', '/prod/protected'],
  ])('%s %s has no method: 403', async (method, path) => {
    const answer = await api.call(path, { method });
    expect([answer.status, answer.body]).toEqual([
      403,
      '{"message":"Missing Authentication Token"}',
    ]);
    expect(answer.headers['x-amzn-errortype']).toBe('MissingAuthenticationTokenException');
  });

  it('takes the token of a request without a method for a signature', async () => {
    const answer = await api.call('/nowhere', { headers: { authorization: 'Bearer secret' } });
    expect(answer.status).toBe(403);
    expect(answer.headers['x-amzn-errortype']).toBe('IncompleteSignatureException');
    expect(answer.body).toMatch(/^\{"message":"Invalid key=value pair \(missing equal-sign\)/);
    expect(answer.body).not.toContain('secret');
  });

  it.each([
    ['/protected/', 401],
    ['/%70rotected', 401],
    ['/./protected', 400],
    ['/%2e/protected', 400],
    ['/pets/1%2f2', 400],
  ])('GET %s without a token is never let through: %i', async (path, status) => {
    expect((await api.call(path)).status).toBe(status);
  });

  it('logs the verdict', async () => {
    await api.call('/protected');
    expect(api.log.at(-1)).toMatch(
      /^GET \/protected → 401 in \d+ ms, authorizer: not invoked: method\.request\.header\.Authorization is missing$/,
    );
  });

  it('gives the integration the 1.0 event as documented', async () => {
    const event = await api.json('/pets/a%20b/?q=1&q=2', {
      headers: { AUTHORIZATION: 'allow', 'x-Two': ['1', '2'], 'User-Agent': 'test/1' },
    });
    expect(event).toEqual({
      resource: '/pets/{id}',
      path: '/pets/a%20b/',
      httpMethod: 'GET',
      headers: {
        AUTHORIZATION: 'allow',
        'x-Two': '2',
        'User-Agent': 'test/1',
        Host: expect.stringMatching(/^localhost:/),
        'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-/),
        'X-Forwarded-For': expect.stringMatching(/^(127\.0\.0\.1|::1)$/),
        'X-Forwarded-Port': '443',
        'X-Forwarded-Proto': 'https',
      },
      multiValueHeaders: expect.objectContaining({ 'x-Two': ['1', '2'] }),
      queryStringParameters: { q: '2' },
      multiValueQueryStringParameters: { q: ['1', '2'] },
      pathParameters: { id: 'a%20b' },
      stageVariables: null,
      requestContext: {
        resourceId: expect.stringMatching(/^[a-z0-9]+$/),
        resourcePath: '/pets/{id}',
        httpMethod: 'GET',
        extendedRequestId: expect.stringMatching(/^[\w-]{15}=$/),
        requestTime: expect.stringMatching(/^\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        path: '/prod/pets/a%20b/',
        accountId: '123456789012',
        protocol: 'HTTP/1.1',
        stage: 'prod',
        domainPrefix: expect.stringMatching(/^[a-z0-9]{10}$/),
        requestTimeEpoch: expect.any(Number),
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        identity: {
          cognitoIdentityPoolId: null,
          accountId: null,
          cognitoIdentityId: null,
          caller: null,
          sourceIp: expect.stringMatching(/^(127\.0\.0\.1|::1)$/),
          principalOrgId: null,
          accessKey: null,
          cognitoAuthenticationType: null,
          cognitoAuthenticationProvider: null,
          userArn: null,
          userAgent: 'test/1',
          user: null,
        },
        domainName: expect.stringMatching(/^[a-z0-9]{10}\.execute-api\.us-east-1\.amazonaws\.com$/),
        deploymentId: expect.stringMatching(/^[a-z0-9]+$/),
        apiId: expect.stringMatching(/^[a-z0-9]{10}$/),
        authorizer: expect.objectContaining({ principalId: 'someone' }),
      },
      body: null,
      isBase64Encoded: false,
    });
  });

  it('says null for what a bare request to an open method lacks', async () => {
    expect(await api.json('/')).toMatchObject({
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
      body: null,
    });
  });
});

describe('the gateway responses of a REST API', () => {
  const api = served({
    code,
    template: {
      Resources: {
        Echo: lambdaFunction('echo'),
        Auth: lambdaFunction('tokenReader'),
        Broken: lambdaFunction('misbehaving', { Timeout: 1 }),
        ...restApi({
          stage: { Variables: { realm: 'here' } },
          authorizers: { Jwt: { function: 'Auth' } },
          gatewayResponses: {
            UNAUTHORIZED: {
              StatusCode: '401',
              ResponseParameters: {
                'gatewayresponse.header.WWW-Authenticate': `'Bearer realm="x"'`,
                'gatewayresponse.header.X-Origin': 'method.request.header.Origin',
                'gatewayresponse.header.X-Stage': 'context.stage',
                'gatewayresponse.header.X-Realm': 'stageVariables.realm',
              },
              ResponseTemplates: { 'text/plain': 'Token is not valid or has expired' },
            },
            ACCESS_DENIED: {
              StatusCode: 418,
              ResponseTemplates: {
                'application/json':
                  '{"why":"$context.authorizer.reason","m":$context.error.messageString,"t":"$context.error.responseType","none":"$context.nothing"}',
                'text/html': '<b>$context.error.message</b>',
              },
            },
            DEFAULT_5XX: {
              ResponseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
            },
          },
          methods: {
            'GET /protected': { function: 'Echo', authorizer: 'Jwt' },
            'GET /broken': { function: 'Broken' },
          },
        }),
      },
    },
  });

  it('have their own status, headers and body', async () => {
    const answer = await api.call('/protected', { headers: { origin: 'https://example.com' } });
    expect([answer.status, answer.body]).toEqual([401, 'Token is not valid or has expired']);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/plain',
      'www-authenticate': 'Bearer realm="x"',
      'x-origin': 'https://example.com',
      'x-stage': 'prod',
      'x-realm': 'here',
      'x-amzn-errortype': 'UnauthorizedException',
    });
  });

  it('leave a header out whose value the request does not have', async () => {
    expect((await api.call('/protected')).headers).not.toHaveProperty('x-origin');
  });

  it('can name what the authorizer said when it denied', async () => {
    const answer = await api.call('/protected', { headers: { authorization: 'deny' } });
    expect(answer.status).toBe(418);
    expect(JSON.parse(answer.body)).toEqual({
      why: 'expired',
      m: 'User is not authorized to access this resource with an explicit deny',
      t: 'ACCESS_DENIED',
      none: '',
    });
  });

  it('are chosen by what the client accepts', async () => {
    const headers = { authorization: 'deny', accept: 'text/html;q=0.9, */*' };
    const answer = await api.call('/protected', { headers });
    expect(answer.headers['content-type']).toBe('text/html');
    expect(answer.body).toMatch(/^<b>User is not authorized/);
  });

  it('fall back on those for all of 5xx', async () => {
    for (const answer of [
      await api.call('/protected', { headers: { authorization: 'throw' } }),
      await api.call('/broken?do=throw'),
    ])
      expect(answer.headers['access-control-allow-origin']).toBe('*');
  });

  it.each(['throw', 'exit', 'hang'])('say 502 when the function ends by %s', async (deed) => {
    const answer = await api.call(`/broken?do=${deed}`);
    expect([answer.status, answer.body]).toEqual([502, '{"message": "Internal server error"}']);
    expect(answer.headers['x-amzn-errortype']).toBe('InternalServerErrorException');
  });
});

describe('the integration of a REST API', () => {
  const api = served({
    code,
    template: {
      Resources: {
        Echo: lambdaFunction('echo'),
        Slow: lambdaFunction('misbehaving', { Timeout: 29 }),
        Returning: lambdaFunction('returning'),
        ...restApi({
          api: { BinaryMediaTypes: ['image/png'] },
          methods: {
            'ANY /echo': { function: 'Echo' },
            'GET /return': { function: 'Returning' },
            'GET /slow': {
              function: 'Slow',
              integration: {
                Type: 'AWS_PROXY',
                IntegrationHttpMethod: 'POST',
                Uri: invocationUri('Slow'),
                TimeoutInMillis: 100,
              },
            },
            'OPTIONS /echo': {
              function: 'Echo',
              integration: {
                Type: 'MOCK',
                RequestTemplates: { 'application/json': '{ statusCode: 200 }' },
                IntegrationResponses: [
                  { StatusCode: '500', SelectionPattern: '500' },
                  {
                    StatusCode: '204',
                    ResponseParameters: {
                      'method.response.header.Access-Control-Allow-Origin': "'*'",
                    },
                  },
                ],
              },
            },
          },
        }),
      },
    },
  });
  const json = (value: unknown): string => encodeURIComponent(JSON.stringify(value));

  it('is given up after its timeout: 504', async () => {
    const answer = await api.call('/slow?do=hang');
    expect([answer.status, answer.body]).toEqual([
      504,
      '{"message": "Endpoint request timed out"}',
    ]);
  });

  it('may be a mock that always answers the same, as for CORS', async () => {
    const answer = await api.call('/echo', { method: 'OPTIONS' });
    expect(answer.status).toBe(204);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
  });

  it('prefers multiValueHeaders where both maps name a header', async () => {
    const result = {
      statusCode: 200,
      headers: { a: '1', b: '2' },
      multiValueHeaders: { A: ['3', '4'] },
    };
    const { headers } = await api.call(`/return?json=${json(result)}`);
    expect(headers).toMatchObject({ a: '3, 4', b: '2', 'content-type': 'application/json' });
  });

  it('has some headers renamed', async () => {
    const result = { statusCode: 401, headers: { 'WWW-Authenticate': 'Bearer' } };
    const { headers } = await api.call(`/return?json=${json(result)}`);
    expect(headers['www-authenticate']).toBeUndefined();
    expect(headers['x-amzn-remapped-www-authenticate']).toBe('Bearer');
  });

  it.each([
    ['a text', 'hello'],
    ['null', null],
    ['an object without a status', { body: 'hello' }],
    ['a body that is no text', { statusCode: 200, body: 1 }],
  ])('answers 502 to %s', async (_, result) => {
    const answer = await api.call(`/return?json=${json(result)}`);
    expect([answer.status, answer.body]).toEqual([502, '{"message": "Internal server error"}']);
  });

  it('decodes a base64 body only for a client that accepts the binary type', async () => {
    const path = `/return?json=${json({ statusCode: 200, body: 'aGk=', isBase64Encoded: true })}`;
    expect((await api.call(path)).body).toBe('aGk=');
    expect((await api.call(path, { headers: { accept: 'image/png' } })).body).toBe('hi');
  });

  it.each([
    ['image/png', 'aGk=', true],
    ['application/octet-stream', 'hi', false],
  ])('hands a body of %s on', async (contentType, body, isBase64Encoded) => {
    const headers = { 'content-type': contentType };
    const event = await api.json('/echo', { method: 'POST', headers, body: 'hi' });
    expect(event).toMatchObject({ body, isBase64Encoded });
  });
});

describe('a REST API with a REQUEST authorizer', () => {
  const api = served({
    code,
    template: {
      Resources: {
        Echo: lambdaFunction('echo'),
        Auth: {
          ...lambdaFunction('tokenReader'),
        },
        ...restApi({
          authorizers: {
            Request: {
              function: 'Auth',
              Type: 'REQUEST',
              IdentitySource: 'method.request.header.X-Key, method.request.querystring.k',
              AuthorizerResultTtlInSeconds: 300,
            },
            Anyone: { function: 'Auth', Type: 'REQUEST', IdentitySource: undefined },
          },
          methods: {
            'GET /{name}': { function: 'Echo', authorizer: 'Request' },
            'GET /open/{name}': { function: 'Echo', authorizer: 'Anyone' },
          },
        }),
      },
    },
  });

  it.each([
    ['both missing', '/a', {}],
    ['one missing', '/a', { 'x-key': '1' }],
    ['one empty', '/a?k=', { 'x-key': '1' }],
  ])('answers 401 without asking: %s', async (_, path, headers) => {
    expect((await api.call(path, { headers })).status).toBe(401);
  });

  it('asks without any identity source', async () => {
    expect((await api.call('/open/a')).status).toBe(200);
  });

  const invocations = async (path: string, key: string): Promise<string> => {
    const event = await api.json(path, { headers: { 'x-key': key } });
    return (event['requestContext'] as { authorizer: { invocations: string } }).authorizer
      .invocations;
  };

  it('is asked once for the same identity, on every route, within the TTL', async () => {
    const first = await invocations('/a?k=1', 'key');
    expect(await invocations('/b?k=1', 'key')).toBe(first);
    expect(await invocations('/a?k=2', 'key')).not.toBe(first);
    expect(await invocations('/a?k=1', 'other')).not.toBe(first);
  });
});
