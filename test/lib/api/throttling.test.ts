import { describe, expect, test } from 'vitest';
import type { Route } from '../../../lib/api/route.ts';
import { templateOf } from '../../synthesized.ts';
import { propertiesOf } from '../template-properties.ts';

const limited: readonly Route[] = [
  {
    method: 'GET',
    path: '/',
    access: 'public',
    handler: 'public',
    throttle: { ratePerSecond: 5, burst: 7 },
  },
  {
    method: 'GET',
    path: '/orders/{id}',
    access: 'protected',
    handler: 'protected',
    throttle: { ratePerSecond: 2, burst: 3 },
  },
  { method: 'POST', path: '/orders/{id}', access: 'protected', handler: 'protected' },
];

describe('the http stack', () => {
  const stage = (context: Record<string, unknown>, routes?: readonly Route[]) =>
    Object.values(
      propertiesOf(templateOf({ api: 'http', ...context }, routes), 'AWS::ApiGatewayV2::Stage'),
    )[0];

  test.each([
    [{}, 50, 100],
    [{ stage: 'prod' }, 1000, 2000],
    [{ throttleRatePerSecond: 9, throttleBurst: 8 }, 9, 8],
  ])('limits requests to the defaults of the stage, or to %j', (context, rate, burst) => {
    expect(stage(context)?.['DefaultRouteSettings']).toEqual({
      ThrottlingRateLimit: rate,
      ThrottlingBurstLimit: burst,
    });
    expect(stage(context)?.['RouteSettings']).toBeUndefined();
  });

  test('limits single routes, and depends on them', () => {
    const template = templateOf({ api: 'http' }, limited);
    expect(stage({}, limited)?.['RouteSettings']).toEqual({
      'GET /': { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 7 },
      'GET /orders/{id}': { ThrottlingRateLimit: 2, ThrottlingBurstLimit: 3 },
    });
    const routes = Object.keys(template.findResources('AWS::ApiGatewayV2::Route'));
    const [stageResource] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
    expect(stageResource?.['DependsOn']).toEqual(expect.arrayContaining(routes));
  });
});

describe('the rest stack', () => {
  const settings = (context: Record<string, unknown>, routes?: readonly Route[]) =>
    Object.values(
      propertiesOf(templateOf({ api: 'rest', ...context }, routes), 'AWS::ApiGateway::Stage'),
    )[0]?.['MethodSettings'];
  const limit = (HttpMethod: string, ResourcePath: string, rate: number, burst: number) =>
    expect.objectContaining({
      HttpMethod,
      ResourcePath,
      ThrottlingRateLimit: rate,
      ThrottlingBurstLimit: burst,
    });

  test.each([
    [{}, 50, 100],
    [{ stage: 'prod' }, 1000, 2000],
    [{ throttleRatePerSecond: 9, throttleBurst: 8 }, 9, 8],
  ])('limits requests to the defaults of the stage, or to %j', (context, rate, burst) => {
    expect(settings(context)).toEqual([limit('*', '/*', rate, burst)]);
  });

  test('limits single routes', () => {
    expect(settings({}, limited)).toEqual([
      limit('*', '/*', 50, 100),
      limit('GET', '/', 5, 7),
      limit('GET', '/~1orders~1{id}', 2, 3),
    ]);
  });
});
