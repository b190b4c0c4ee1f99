import { describe, expect, it } from 'vitest';
import { echo, misbehaving, returning, tokenReader } from '../handlers.ts';
import { served } from '../served.ts';
import { httpApi, lambdaFunction } from '../templates.ts';

const code = { echo, misbehaving, returning, tokenReader };

describe('an HTTP API with a Lambda authorizer (payload 2.0, IAM policy)', () => {
  const api = served({
    code,
    template: {
      Resources: {
        Echo: lambdaFunction('echo'),
        Auth: lambdaFunction('tokenReader'),
        ...httpApi({
          authorizers: { Jwt: { function: 'Auth' } },
          routes: {
            'GET /': { function: 'Echo' },
            'ANY /protected': { function: 'Echo', authorizer: 'Jwt' },
            'GET /protected/{id}': { function: 'Echo', authorizer: 'Jwt' },
          },
        }),
      },
    },
  });

  it('tells what it serves', () => {
    const [description] = api.assembly().apis;
    expect(description).toEqual({
      name: 'test-api',
      apiType: 'http',
      url: expect.stringMatching(/^http:\/\/localhost:\d+$/),
      routes: [
        { method: 'GET', path: '/', authorizer: undefined, functionName: 'Echo' },
        { method: 'ANY', path: '/protected', authorizer: 'Jwt', functionName: 'Echo' },
        { method: 'GET', path: '/protected/{id}', authorizer: 'Jwt', functionName: 'Echo' },
      ],
    });
  });

  it('is reached by fetch at localhost and at 127.0.0.1', async () => {
    const url = api.assembly().apis[0]?.url ?? '';
    expect((await fetch(`${url}/`)).status).toBe(200);
    expect((await fetch(url.replace('localhost', '127.0.0.1'))).status).toBe(200);
  });

  it.each([
    ['no token', undefined, 401, { message: 'Unauthorized' }],
    ['an empty token', '', 401, { message: 'Unauthorized' }],
    ['an explicit Deny', 'deny', 403, { message: 'Forbidden' }],
    ['a policy that allows another route only', 'elsewhere', 403, { message: 'Forbidden' }],
    ['an authorizer that throws', 'throw', 500, { message: 'Internal Server Error' }],
    [
      "an authorizer that throws 'Unauthorized'",
      'unauthorized',
      500,
      { message: 'Internal Server Error' },
    ],
    ['an authorizer that exits', 'exit', 500, { message: 'Internal Server Error' }],
    ['a malformed policy', 'malformed', 500, { message: 'Internal Server Error' }],
    ['no answer', 'nothing', 500, { message: 'Internal Server Error' }],
    [
      'a simple answer where policies are asked',
      'simple',
      500,
      { message: 'Internal Server Error' },
    ],
  ])('%s is answered by the gateway itself', async (_, token, status, body) => {
    const headers = token === undefined ? {} : { Authorization: token };
    const answer = await api.call('/protected', { headers });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toEqual(body);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.rawHeaders).toContain('Apigw-Requestid');
    expect(answer.headers['www-authenticate']).toBeUndefined();
  });

  it('hands the context on with its JSON types', async () => {
    const event = await api.json('/protected', { headers: { authorization: 'allow' } });
    expect(event).toMatchObject({
      requestContext: {
        authorizer: { lambda: { text: 'a', number: 1, flag: true } },
      },
    });
  });

  it('hands lists and objects of the context on', async () => {
    const event = await api.json('/protected', { headers: { authorization: 'nested' } });
    expect(event).toMatchObject({
      requestContext: { authorizer: { lambda: { list: [1], map: { a: 1 } } } },
    });
  });

  it('says null where the authorizer gave no context', async () => {
    const event = await api.json('/protected', { headers: { authorization: 'bare' } });
    expect(event).toMatchObject({ requestContext: { authorizer: { lambda: null } } });
  });

  it('has no authorizer in the event of an open route', async () => {
    const event = await api.json('/');
    expect(event['requestContext']).not.toHaveProperty('authorizer');
  });

  it('gives the authorizer the event as documented, empty fields left out', async () => {
    const event = await api.json('/protected/a%20b?x=1&x=2', {
      headers: { AUTHORIZATION: 'Bearer event', Cookie: 'a=1; b=2', 'X-Twice': ['1', '2'] },
    });
    const { lambda } = (event['requestContext'] as { authorizer: { lambda: { event: string } } })
      .authorizer;
    const apiId = (event['requestContext'] as { apiId: string }).apiId;
    const arn = `arn:aws:execute-api:us-east-1:123456789012:${apiId}/$default/GET/protected/a b`;
    const given = JSON.parse(lambda.event);
    expect(given).toMatchObject({
      version: '2.0',
      type: 'REQUEST',
      routeArn: arn,
      identitySource: ['Bearer event'],
      routeKey: 'GET /protected/{id}',
      rawPath: '/protected/a b',
      rawQueryString: 'x=1&x=2',
      cookies: ['a=1', 'b=2'],
      headers: { authorization: 'Bearer event', 'x-twice': '1,2' },
      queryStringParameters: { x: '1,2' },
      pathParameters: { id: 'a b' },
    });
    for (const absent of ['body', 'isBase64Encoded', 'stageVariables'])
      expect(given).not.toHaveProperty(absent);
    expect(given.headers).not.toHaveProperty('cookie');
  });

  it.each([
    ['/protected/', 404],
    ['//protected', 404],
    ['/Protected', 404],
    ['/%2e/protected', 400],
    ['/x/../protected', 400],
    ['/protected%2f', 400],
    ['/protected/%2e%2e', 400],
    ['/%zz', 400],
    ['/%70rotected', 401],
  ])('GET %s without a token is never let through: %i', async (path, status) => {
    expect((await api.call(path)).status).toBe(status);
  });

  it.each([
    ['GET', '/nowhere'],
    ['POST', '/'],
    ['HEAD', '/'],
    ['PROPFIND', '/protected'],
  ])('%s %s has no route: 404', async (method, path) => {
    const answer = await api.call(path, { method });
    expect(answer.status).toBe(404);
    if (method !== 'HEAD') expect(answer.body).toBe('{"message":"Not Found"}');
  });

  it('logs one line a request, with the verdict and its reason, without the token', async () => {
    await api.call('/protected?token=secret', { headers: { authorization: 'Bearer deny' } });
    const line = api.log.findLast((entry) => entry.startsWith('GET /protected →'));
    expect(line).toMatch(/^GET \/protected → 403 in \d+ ms, authorizer: denied: expired$/);
    expect(api.log.join('\n')).not.toMatch(/Bearer deny|secret/);
  });

  it('turns away what is larger than API Gateway takes', async () => {
    const large = { headers: { 'x-large': 'x'.repeat(11_000) } };
    expect((await api.call('/', large)).status).toBe(431);
    const body = Buffer.alloc(10 * 1024 * 1024 + 1);
    const answer = await api.call('/protected', { method: 'POST', body });
    expect([answer.status, answer.body]).toEqual([413, '{"message":"Request Entity Too Large"}']);
  });
});

describe('the integration of an HTTP API', () => {
  const api = served({
    code,
    template: {
      Resources: {
        Misbehaving: lambdaFunction('misbehaving', { Timeout: 1 }),
        Hungry: lambdaFunction('misbehaving', { Timeout: 20 }),
        Slow: lambdaFunction('misbehaving', { Timeout: 30 }),
        Returning: lambdaFunction('returning'),
        Echo: lambdaFunction('echo'),
        ...httpApi({
          routes: {
            'GET /hungry': { function: 'Hungry' },
            'GET /do': { function: 'Misbehaving' },
            'GET /slow': { function: 'Slow', integration: { TimeoutInMillis: 200 } },
            'ANY /return': { function: 'Returning' },
            'GET /return1': {
              function: 'Returning',
              integration: { PayloadFormatVersion: '1.0' },
            },
            'ANY /echo': { function: 'Echo' },
            'GET /echo1/{id}': { function: 'Echo', integration: { PayloadFormatVersion: '1.0' } },
          },
        }),
      },
    },
  });

  it.each([
    ['throw', 'TypeError: broken'],
    ['reject', 'Error: rejected'],
    ['unhandled', 'Error: nobody caught this'],
    ['exit', 'it exited (status 3)'],
    ['hang', 'Task timed out after 1.00 seconds'],
    ['spin', 'Task timed out after 1.00 seconds'],
    ['huge', undefined],
  ])('survives a function that ends by %s: 500, one line in the log', async (deed, line) => {
    const answer = await api.call(`/do?do=${deed}`);
    expect([answer.status, answer.body]).toEqual([500, '{"message":"Internal Server Error"}']);
    if (line !== undefined)
      expect(api.log.filter((entry) => entry.startsWith('[Misbehaving]')).at(-1)).toContain(line);
    expect((await api.call('/do?do=count')).status).toBe(200);
  });

  it.each(['memory', 'buffers'])('ends a function that takes too many %s', async (deed) => {
    expect((await api.call(`/hungry?do=${deed}`)).status).toBe(500);
    expect(api.log.join()).toContain(
      '[Hungry] failed: Runtime.OutOfMemory: it used more than 128 MB',
    );
    expect((await api.call('/hungry?do=count')).status).toBe(200);
  });

  it('answers 503 without a content type when the integration takes too long', async () => {
    const answer = await api.call('/slow?do=hang');
    expect([answer.status, answer.body]).toEqual([503, '{"message":"Service Unavailable"}']);
    expect(answer.headers['content-type']).toBeUndefined();
  });

  it('runs requests side by side when one has to wait', async () => {
    const start = Date.now();
    const answers = await Promise.all([1, 2, 3].map(() => api.call('/slow?do=sleep')));
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(Date.now() - start).toBeLessThan(900);
  });

  const json = (value: unknown): string => encodeURIComponent(JSON.stringify(value));

  it.each([
    ['an object without a status', { a: 1 }, 200, 'application/json', '{"a":1}'],
    ['a text', 'hello', 200, 'application/json', 'hello'],
    ['an empty text', '', 200, 'application/json', ''],
    ['a number', 7, 200, 'application/json', '7'],
    ['a list', [1], 200, 'application/json', '[1]'],
    ['a status alone', { statusCode: 201 }, 201, 'text/plain; charset=utf-8', ''],
    ['a status in digits', { statusCode: '202' }, 202, 'text/plain; charset=utf-8', ''],
    [
      'a base64 body',
      { statusCode: 200, body: 'aGk=', isBase64Encoded: true },
      200,
      'text/plain; charset=utf-8',
      'hi',
    ],
    [
      'a content type',
      { statusCode: 404, headers: { 'content-type': 'text/html' }, body: '<p>' },
      404,
      'text/html',
      '<p>',
    ],
  ])('returns %s', async (_, result, status, contentType, body) => {
    const answer = await api.call(`/return?json=${json(result)}`);
    expect([answer.status, answer.headers['content-type'], answer.body]).toEqual([
      status,
      contentType,
      body,
    ]);
  });

  it.each([
    ['a status of 0', { statusCode: 0 }],
    ['a fractional status', { statusCode: 200.5 }],
    ['a status in words', { statusCode: 'ok' }],
    ['a status that cannot be sent', { statusCode: 1000 }],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
    ['headers that are none', { statusCode: 200, headers: [1] }],
    ['a header that splits the response', { statusCode: 200, headers: { a: 'b\r\nc: d' } }],
  ])('answers 500 to %s', async (_, result) => {
    const answer = await api.call(`/return?json=${json(result)}`);
    expect([answer.status, answer.body]).toEqual([500, '{"message":"Internal Server Error"}']);
  });

  it('returns undefined as null, as the Lambda runtime does', async () => {
    const answer = await api.call('/return');
    expect([answer.status, answer.body]).toEqual([200, 'null']);
  });

  it('sends one set-cookie a cookie and canonical header names', async () => {
    const result = { statusCode: 200, cookies: ['a=1', 'b=2'], headers: { 'x-one': 'y' } };
    const answer = await api.call(`/return?json=${json(result)}`);
    expect(answer.headers['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(answer.rawHeaders).toContain('X-One');
  });

  it('ignores multiValueHeaders in format 2.0 and merges them in 1.0', async () => {
    const result = { statusCode: 200, headers: { a: '1' }, multiValueHeaders: { b: ['2', '3'] } };
    expect((await api.call(`/return?json=${json(result)}`)).headers['b']).toBeUndefined();
    expect((await api.call(`/return1?json=${json(result)}`)).headers).toMatchObject({
      a: '1',
      b: '2, 3',
    });
  });

  it('wants a response object in format 1.0', async () => {
    expect((await api.call(`/return1?json=${json({ a: 1 })}`)).status).toBe(500);
  });

  it('keeps the headers of the connection to itself', async () => {
    const result = { statusCode: 200, headers: { 'content-length': '99', connection: 'x' } };
    const answer = await api.call(`/return?json=${json(result)}`);
    expect(answer.headers['content-length']).toBe('0');
  });

  it.each([
    ['application/json', '{"a":1}', '{"a":1}', false],
    ['text/plain; charset=utf-8', 'ä', 'ä', false],
    ['application/x-www-form-urlencoded', 'a=1', 'YT0x', true],
    ['application/octet-stream', '\x01', 'AQ==', true],
    ['text/plain; charset=iso-8859-1', 'a', 'YQ==', true],
  ])('hands a body of %s on', async (contentType, sent, body, isBase64Encoded) => {
    const headers = { 'content-type': contentType };
    const event = await api.json('/echo', { method: 'POST', headers, body: sent });
    expect(event).toMatchObject({ body, isBase64Encoded });
  });

  it('gives the integration the 2.0 event as documented', async () => {
    const event = await api.json('/echo?q=a%20b+c&empty=', {
      headers: { 'User-Agent': 'test/1', 'X-Forwarded-For': '203.0.113.1' },
    });
    expect(event).toEqual({
      version: '2.0',
      routeKey: 'ANY /echo',
      rawPath: '/echo',
      rawQueryString: 'q=a%20b+c&empty=',
      headers: {
        'content-length': '0',
        host: expect.stringMatching(/^localhost:\d+$/),
        'user-agent': 'test/1',
        'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
        'x-forwarded-for': expect.stringMatching(/^203\.0\.113\.1, (127\.0\.0\.1|::1)$/),
        'x-forwarded-port': '443',
        'x-forwarded-proto': 'https',
      },
      queryStringParameters: { q: 'a b c', empty: '' },
      requestContext: {
        accountId: '123456789012',
        apiId: expect.stringMatching(/^[a-z0-9]{10}$/),
        domainName: expect.stringMatching(/^[a-z0-9]{10}\.execute-api\.us-east-1\.amazonaws\.com$/),
        domainPrefix: expect.stringMatching(/^[a-z0-9]{10}$/),
        http: {
          method: 'GET',
          path: '/echo',
          protocol: 'HTTP/1.1',
          sourceIp: expect.stringMatching(/^(127\.0\.0\.1|::1)$/),
          userAgent: 'test/1',
        },
        requestId: expect.stringMatching(/^[\w-]{15}=$/),
        routeKey: 'ANY /echo',
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.closeTo(Date.now(), -5),
      },
      isBase64Encoded: false,
    });
  });

  it('gives the integration the 1.0 event as documented', async () => {
    const event = await api.json('/echo1/a%20b?q=1&q=2', { headers: { 'x-two': ['1', '2'] } });
    expect(event).toMatchObject({
      version: '1.0',
      resource: '/echo1/{id}',
      path: '/echo1/a%20b',
      httpMethod: 'GET',
      headers: { 'X-Two': '2' },
      multiValueHeaders: { 'X-Two': ['1', '2'] },
      queryStringParameters: { q: '2' },
      multiValueQueryStringParameters: { q: ['1', '2'] },
      pathParameters: { id: 'a b' },
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
      requestContext: {
        httpMethod: 'GET',
        path: '/echo1/a b',
        resourceId: 'GET /echo1/{id}',
        resourcePath: '/echo1/{id}',
        stage: '$default',
        identity: { accessKey: null },
      },
    });
  });
});
