import { describe, expect, test } from 'vitest';
import { parseAuthorizerEvent } from '../../../lambdas/authorizer/authorizer-event.ts';

const stage = 'arn:aws:execute-api:eu-west-1:123456789012:abcdef123/$default';

const httpEvent = {
  version: '2.0',
  type: 'REQUEST',
  routeArn: `${stage}/GET/orders/42`,
  identitySource: ['Bearer judged'],
  routeKey: 'GET /orders/{id}',
  headers: { authorization: 'Bearer other' },
  requestContext: { requestId: 'r1' },
};

describe('what is asked of the authorizer', () => {
  test('is read from an HTTP API: the identity that API Gateway took is what is judged', () => {
    expect(parseAuthorizerEvent(httpEvent)).toEqual({
      flavour: 'http',
      authorization: 'Bearer judged',
      arn: httpEvent.routeArn,
      route: 'GET /orders/{id}',
      requestId: 'r1',
    });
  });

  test.each([undefined, null, []])(
    'is read from the header when the identity source is %j',
    (identitySource) => {
      const request = parseAuthorizerEvent({ ...httpEvent, identitySource });
      expect(request.authorization).toBe('Bearer other');
    },
  );

  test('is read from a REST API', () => {
    const methodArn = 'arn:aws:execute-api:eu-west-1:123456789012:abcdef123/prod/GET/orders/42';
    expect(
      parseAuthorizerEvent({ type: 'TOKEN', authorizationToken: 'Bearer a', methodArn }),
    ).toEqual({
      flavour: 'rest',
      authorization: 'Bearer a',
      arn: methodArn,
      route: 'GET/orders/42',
      requestId: undefined,
    });
  });

  test.each([
    ['as an HTTP API tells it', { 'user-agent': 'curl/8' }, 'curl/8'],
    ['as nobody if there is none', {}, undefined],
  ])('names the program that calls %s', (_, headers, userAgent) => {
    expect(parseAuthorizerEvent({ ...httpEvent, headers }).userAgent).toBe(userAgent);
  });

  test('names no program on a REST API, which tells a TOKEN authorizer of none', () => {
    const methodArn = `${stage}/GET/`;
    const event = { type: 'TOKEN', methodArn, headers: { 'user-agent': 'curl/8' } };
    expect(parseAuthorizerEvent(event).userAgent).toBeUndefined();
  });

  test('may hold line breaks in the path', () => {
    const methodArn = `${stage}/GET/a\nb`;
    expect(parseAuthorizerEvent({ type: 'TOKEN', methodArn }).route).toBe('GET/a\nb');
  });

  test('is no route when an HTTP API names none', () => {
    expect(parseAuthorizerEvent({ ...httpEvent, routeKey: undefined }).route).toBe('');
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', 'event'],
    ['an empty event', {}],
    ['a payload of format 1.0', { ...httpEvent, version: '1.0' }],
    ['another type', { ...httpEvent, type: 'JWT' }],
    ['no ARN', { ...httpEvent, routeArn: undefined }],
    ['an ARN that is not text', { ...httpEvent, routeArn: [httpEvent.routeArn] }],
    ['an ARN without a stage', { type: 'TOKEN', methodArn: 'arn:aws:execute-api:r:1:api' }],
    [
      'an ARN without what is asked for',
      { type: 'TOKEN', methodArn: 'arn:aws:execute-api:r:1:api/prod' },
    ],
    ['a wildcard for an ARN', { type: 'TOKEN', methodArn: '*' }],
    ["the other flavour's ARN", { type: 'TOKEN', routeArn: httpEvent.routeArn }],
  ])('is a failure of ours when the event is %s', (_, event) => {
    expect(() => parseAuthorizerEvent(event)).toThrow(
      expect.objectContaining({ name: 'AuthorizerError', reason: 'internal' }),
    );
  });
});
