import type {
  APIGatewayProxyEvent,
  APIGatewayProxyEventV2,
  APIGatewayProxyEventV2WithLambdaAuthorizer,
} from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { type CallerContext, callerOf } from '../../contract/caller.ts';
import { callerEvent } from '../../contract/caller-event.ts';

const caller = {
  iss: 'https://a.example/i',
  sub: 'alice',
  exp: Math.floor(Date.now() / 1000) + 60,
  scopes: ['orders:read', 'orders:write'],
  claims: { tier: 'gold', roles: ['admin'] },
};

describe('callerEvent', () => {
  test('creates an event that has the type of an HTTP API, and the caller', () => {
    const event = callerEvent({ caller });
    const proxyEvent: APIGatewayProxyEventV2 = event;
    const authorizedEvent: APIGatewayProxyEventV2WithLambdaAuthorizer<CallerContext> = event;
    expect(callerOf(proxyEvent)).toEqual(caller);
    expect(callerOf(authorizedEvent)).toEqual(caller);
  });

  test('creates an event that has the type of a REST API, and the caller', () => {
    const event: APIGatewayProxyEvent = callerEvent({ api: 'rest', caller });
    expect(callerOf(event)).toEqual(caller);
  });

  test('creates an event without caller', () => {
    expect(callerOf(callerEvent())).toBeUndefined();
    expect(callerOf(callerEvent({ api: 'rest' }))).toBeUndefined();
  });

  test('completes the caller', () => {
    expect(callerOf(callerEvent({ caller: {} }))).toMatchObject({
      sub: 'your-consumer',
      scopes: [],
      claims: {},
    });
  });

  test('has method, path and body', () => {
    const request = { method: 'POST', path: '/orders', body: { item: 'tea' } };
    expect(callerEvent(request)).toMatchObject({
      routeKey: 'POST /orders',
      rawPath: '/orders',
      body: '{"item":"tea"}',
    });
    expect(callerEvent({ ...request, api: 'rest', body: 'text' })).toMatchObject({
      httpMethod: 'POST',
      resource: '/orders',
      body: 'text',
    });
    expect(callerEvent({ api: 'rest' }).body).toBeNull();
  });

  const request = { method: 'POST', path: '/orders', body: 'tea' };
  const { iss, sub, exp } = caller;
  const minimal = { iss, sub, exp, scopes: [], claims: {} };

  test('creates the complete event of an HTTP API', () => {
    expect(callerEvent({ ...request, caller: minimal })).toEqual({
      version: '2.0',
      routeKey: 'POST /orders',
      rawPath: '/orders',
      rawQueryString: '',
      headers: { 'content-type': 'application/json' },
      requestContext: {
        accountId: '123456789012',
        apiId: 'api',
        authorizer: { lambda: { iss, sub, exp } },
        domainName: 'api.example.com',
        domainPrefix: 'api',
        http: {
          method: 'POST',
          path: '/orders',
          protocol: 'HTTP/1.1',
          sourceIp: '192.0.2.1',
          userAgent: 'test',
        },
        requestId: 'request',
        routeKey: 'POST /orders',
        stage: '$default',
        time: '01/Jan/2030:00:00:00 +0000',
        timeEpoch: Date.parse('2030-01-01T00:00:00Z'),
      },
      body: 'tea',
      isBase64Encoded: false,
    });
    expect(callerEvent()).not.toHaveProperty('body');
  });

  test('creates the complete event of a REST API', () => {
    const { requestContext, ...event } = callerEvent({ ...request, api: 'rest', caller: minimal });
    expect(event).toEqual({
      resource: '/orders',
      path: '/orders',
      httpMethod: 'POST',
      headers: { 'content-type': 'application/json' },
      multiValueHeaders: { 'content-type': ['application/json'] },
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
      body: 'tea',
      isBase64Encoded: false,
    });
    const { identity, ...context } = requestContext;
    expect(context).toEqual({
      accountId: '123456789012',
      apiId: 'api',
      authorizer: { iss, sub, exp: String(exp) },
      httpMethod: 'POST',
      path: '/orders',
      protocol: 'HTTP/1.1',
      requestId: 'request',
      requestTimeEpoch: Date.parse('2030-01-01T00:00:00Z'),
      resourceId: 'resource',
      resourcePath: '/orders',
      stage: 'prod',
    });
    const known = Object.entries(identity).filter(([, value]) => value !== null);
    expect(Object.fromEntries(known)).toEqual({ sourceIp: '192.0.2.1', userAgent: 'test' });
  });

  test('has a caller whose token is valid for five minutes', () => {
    const now = Math.floor(Date.now() / 1000);
    const { exp: expiry, iss: issuer } = callerOf(callerEvent({ caller: {} })) ?? caller;
    expect(Math.round((expiry - now) / 10)).toBe(30);
    expect(issuer).toBe('https://example.zuplo.app/__zuplo/issuer');
  });
});
