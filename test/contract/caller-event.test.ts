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
});
