import { expect, test } from 'vitest';
import type { RehearsedStack } from './rehearsed-stack.ts';
import { variable } from './template-change.ts';

/** docs/rehearsals.md, "Refusals" and "Throttling". */
export function refusalRehearsals(stack: RehearsedStack): void {
  const refused = stack.api === 'http' ? 403 : 401;
  const reasons = () => {
    const refusals = stack.messages().filter(({ event }) => event === 'refused');
    return Array.from(new Set(refusals.map(({ reason }) => reason)));
  };

  test('the wrong audience is deployed: everything is refused, by one reason', async () => {
    stack.change((resource) =>
      resource('AWS::Lambda::Function', variable('AUDIENCE', 'other-audience'), 'Authorizer'),
    );
    expect(await stack.ask(20, await stack.bearer())).toEqual(Array(20).fill(refused));
    expect(reasons()).toEqual(['wrong_audience']);
    expect(stack.messages()).toContainEqual(
      expect.objectContaining({ reason: 'wrong_audience', sub: 'your-consumer' }),
    );
    expect(stack.onAws()).toMatchObject({ metrics: { Refusals: 20 }, alarms: ['RefusalsJump'] });
  });

  test('a flood of forged tokens: refused, with eight key fetches at most, and good ones pass', async () => {
    const forged = await stack.bearer({ signingKey: 'unknown' });
    expect(await stack.ask(300, forged)).toEqual(Array(300).fill(refused));
    expect(await stack.ask(1, await stack.bearer())).toEqual([200]);
    expect(reasons()).toEqual(['bad_signature']);
    const { metrics, alarms } = stack.onAws();
    expect(metrics['Refusals']).toBe(300);
    expect(metrics['KeyRefreshes']).toBeLessThanOrEqual(8);
    expect(alarms).toEqual(['RefusalsJump']);
  });

  test('throttling: 429 beyond the burst, and the authorizer is told nothing of it', async () => {
    const slow = (settings: object) =>
      Object.assign(settings, { ThrottlingRateLimit: 0.001, ThrottlingBurstLimit: 1 });
    stack.change((resource) => {
      resource('AWS::ApiGatewayV2::Stage', (stage) => slow(Object(stage['DefaultRouteSettings'])));
      resource('AWS::ApiGateway::Stage', ({ MethodSettings }) =>
        (MethodSettings as object[]).forEach(slow),
      );
    });
    expect(await stack.askAtOnce(12, '', '/')).toEqual([200, ...Array(11).fill(429)]);
    expect(stack.messages()).toEqual([]);
    expect(stack.onAws()).toEqual({ metrics: { Throttled: 11 }, alarms: ['RequestsThrottled'] });
  });
}
