import { describe, expect, test } from 'vitest';
import { parseAuthorizerEvent } from '../../../lambdas/authorizer/authorizer-event.ts';

const stage = 'arn:aws:execute-api:eu-west-1:123456789012:abcdef123/$default';

const httpEvent = {
  version: '2.0',
  type: 'REQUEST',
  routeArn: `${stage}/GET/orders/42`,
  identitySource: ['Bearer identity'],
  routeKey: 'GET /orders/{id}',
  headers: { authorization: 'Bearer other' },
  requestContext: { requestId: 'r1' },
};

const restEvent = {
  type: 'REQUEST',
  methodArn: 'arn:aws:execute-api:eu-west-1:123456789012:abcdef123/prod/GET/orders/%34%32',
  resource: '/orders/{id}',
  httpMethod: 'GET',
  headers: { Authorization: 'Bearer a' },
  multiValueHeaders: { Authorization: ['Bearer a'] },
  requestContext: { requestId: 'r2' },
};

describe('parseAuthorizerEvent, for a REQUEST event of a REST API,', () => {
  test('reads the route that API Gateway has matched, however the path is written', () => {
    expect(parseAuthorizerEvent(restEvent)).toEqual({
      apiType: 'rest',
      authorization: 'Bearer a',
      arn: restEvent.methodArn,
      route: 'GET /orders/{id}',
      matchedRoute: 'GET /orders/{id}',
      requestId: 'r2',
    });
  });

  test.each([
    ['in lower case', { multiValueHeaders: { authorization: ['Bearer b'] } }, 'Bearer b'],
    ['without multiValueHeaders', { multiValueHeaders: null }, 'Bearer a'],
    [
      'among others',
      { multiValueHeaders: { Accept: ['*/*'], Authorization: ['Bearer c'] } },
      'Bearer c',
    ],
    ['given twice', { multiValueHeaders: { Authorization: ['Bearer a', 'Bearer b'] } }, undefined],
    [
      'given in two spellings',
      { multiValueHeaders: { Authorization: ['Bearer a'], authorization: ['Bearer b'] } },
      undefined,
    ],
    ['that is absent', { multiValueHeaders: {} }, undefined],
  ])('reads an Authorization header %s', (_, changes, authorization) => {
    expect(parseAuthorizerEvent({ ...restEvent, ...changes }).authorization).toBe(authorization);
  });
});

describe('parseAuthorizerEvent', () => {
  test.each([
    ['a REQUEST event of version 1.0', { ...restEvent, version: '1.0' }],
    ['an event without a type', { ...restEvent, type: undefined }],
    ['an event of another type', { ...restEvent, type: 'JWT' }],
    ['text before the ARN', { ...restEvent, methodArn: `x${restEvent.methodArn}` }],
  ])('throws an internal error for %s', (_, event) => {
    expect(() => parseAuthorizerEvent(event)).toThrow('internal');
  });

  test('reads the identity source of an HTTP API', () => {
    expect(parseAuthorizerEvent(httpEvent)).toEqual({
      apiType: 'http',
      authorization: 'Bearer identity',
      arn: httpEvent.routeArn,
      route: 'GET /orders/{id}',
      matchedRoute: 'GET /orders/{id}',
      requestId: 'r1',
    });
  });

  test.each([undefined, null, []])(
    'reads the Authorization header if the identity source is %j',
    (identitySource) => {
      const request = parseAuthorizerEvent({ ...httpEvent, identitySource });
      expect(request.authorization).toBe('Bearer other');
    },
  );

  test('reads the token of a REST API', () => {
    const methodArn = 'arn:aws:execute-api:eu-west-1:123456789012:abcdef123/prod/GET/orders/42';
    expect(
      parseAuthorizerEvent({ type: 'TOKEN', authorizationToken: 'Bearer a', methodArn }),
    ).toEqual({
      apiType: 'rest',
      authorization: 'Bearer a',
      arn: methodArn,
      // The same form as the route that an HTTP API or a REQUEST event names.
      route: 'GET /orders/42',
      matchedRoute: undefined,
      requestId: undefined,
    });
  });

  test.each([
    ['User-Agent header', { 'user-agent': 'curl/8' }, 'curl/8'],
    ['absent User-Agent header', {}, undefined],
  ])('reads the %s of an HTTP API', (_, headers, userAgent) => {
    expect(parseAuthorizerEvent({ ...httpEvent, headers }).userAgent).toBe(userAgent);
  });

  test('reads no User-Agent header of a REST API', () => {
    const methodArn = `${stage}/GET/`;
    const event = { type: 'TOKEN', methodArn, headers: { 'user-agent': 'curl/8' } };
    expect(parseAuthorizerEvent(event).userAgent).toBeUndefined();
  });

  test('accepts a path with line breaks', () => {
    const methodArn = `${stage}/GET/a\nb`;
    expect(parseAuthorizerEvent({ type: 'TOKEN', methodArn }).route).toBe('GET /a\nb');
  });

  test('returns an empty route if an HTTP API has no route key', () => {
    expect(parseAuthorizerEvent({ ...httpEvent, routeKey: undefined }).route).toBe('');
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', 'event'],
    ['an empty event', {}],
    ['a payload of format 1.0', { ...httpEvent, version: '1.0' }],
    ['another type', { ...httpEvent, type: 'JWT' }],
    ['a REST API event without ARN', { ...restEvent, methodArn: undefined }],
    ['no ARN', { ...httpEvent, routeArn: undefined }],
    ['an ARN that is not text', { ...httpEvent, routeArn: [httpEvent.routeArn] }],
    ['an ARN without a stage', { type: 'TOKEN', methodArn: 'arn:aws:execute-api:r:1:api' }],
    [
      'an ARN without method and path',
      { type: 'TOKEN', methodArn: 'arn:aws:execute-api:r:1:api/prod' },
    ],
    ['a wildcard as ARN', { type: 'TOKEN', methodArn: '*' }],
    ["the other API type's ARN", { type: 'TOKEN', routeArn: httpEvent.routeArn }],
  ])('throws an AuthorizerError for %s', (_, event) => {
    expect(() => parseAuthorizerEvent(event)).toThrow(
      expect.objectContaining({ name: 'AuthorizerError', reason: 'internal' }),
    );
  });
});
