import { expect, test } from 'vitest';
import type { RehearsedStack } from './rehearsed-stack.ts';
import { variable } from './template-change.ts';

/** docs/rehearsals.md, "Keys". */
export function keyRehearsals(stack: RehearsedStack): void {
  const refused = stack.api === 'http' ? 403 : 401;
  const told = (event: string) => stack.messages().filter((message) => message['event'] === event);

  test.each([
    ['stopped', 'ECONNRESET'],
    ['failing', 'status 500'],
    ['hanging', 'no answer within 1000 ms'],
  ])('the key endpoint is down (%s), keys are warm: nobody is refused', async (endpoint, cause) => {
    const token = await stack.bearer();
    await stack.steer({ endpoint });
    stack.later(300);
    expect(await stack.ask(1, token)).toEqual([200]);
    expect(await stack.ask(5, token)).toEqual([200, 200, 200, 200, 200]);
    expect(told('jwks_fetch_failed')).toMatchObject([{ cause, ageSeconds: expect.any(Number) }]);
    expect(stack.onAws()).toEqual({
      metrics: { FailedKeyRefreshes: 1, StaleKeyAge: expect.any(Number) },
      alarms: ['KeysNotRefreshed'],
    });
    await stack.steer({ endpoint: 'answering' });
    stack.later(10);
    expect(await stack.ask(1, token)).toEqual([200]);
    expect(told('jwks_fetched')).toHaveLength(1);
  });

  test('no keys at all, for the endpoint is down at a cold start: 500, until it is back', async () => {
    const token = await stack.bearer();
    await stack.steer({ endpoint: 'stopped' });
    // With another setting the function is another one, which starts cold.
    stack.change((resource) =>
      resource('AWS::Lambda::Function', variable('JWKS_REFRESH_SECONDS', '299'), 'Authorizer'),
    );
    expect(await stack.ask(6, token)).toEqual([500, 500, 500, 500, 500, 500]);
    expect(told('failed')).toEqual(Array(6).fill({ event: 'failed', reason: 'jwks_unavailable' }));
    const { metrics, alarms } = stack.onAws();
    expect(metrics).toMatchObject({ Failures: 6 });
    expect(alarms).toEqual(['AuthorizerFailing', 'KeysNotRefreshed', 'ServerErrorShare']);
    await stack.steer({ endpoint: 'answering' });
    // Ten attempts may be spent, and then there is one in six seconds.
    stack.later(6);
    expect(await stack.ask(1, token)).toEqual([200]);
  });

  test('keys that are too old are as good as none', async () => {
    const token = await stack.bearer();
    await stack.steer({ endpoint: 'failing' });
    stack.later(86_400);
    expect(await stack.ask(1, token)).toEqual([500]);
    expect(stack.onAws().alarms).toEqual([
      'AuthorizerFailing',
      'KeysNotRefreshed',
      'ServerErrorShare',
    ]);
  });

  test('a rotation nobody announced: new tokens pass at once, old ones no more', async () => {
    const old = await stack.bearer();
    await stack.steer({ keys: 'rotate' });
    expect(await stack.ask(1, old)).toEqual([200]);
    expect(await stack.ask(1, await stack.bearer())).toEqual([200]);
    expect(told('jwks_fetched')).toMatchObject([{ keys: 1, changed: true }]);
    expect(await stack.ask(1, old)).toEqual([refused]);
    expect(told('refused')).toMatchObject([{ reason: 'bad_signature' }]);
    expect(stack.onAws()).toEqual({ metrics: { KeyRefreshes: 2, Refusals: 1 }, alarms: [] });
  });

  test('a rotation with an overlap: nobody notices', async () => {
    const old = await stack.bearer();
    const next = await stack.bearer({ algorithm: 'ES256' });
    stack.later(300);
    expect(await stack.ask(1, old)).toEqual([200]);
    expect(await stack.ask(1, next)).toEqual([200]);
    expect(stack.onAws()).toEqual({ metrics: { KeyRefreshes: 1 }, alarms: [] });
  });

  test('a withdrawn key: its tokens pass until a refresh is due', async () => {
    const token = await stack.bearer();
    await stack.steer({ keys: 'withdraw' });
    // Each instance draws 80 to 100 % of jwksRefreshSeconds.
    stack.later(200);
    expect(await stack.ask(1, token)).toEqual([200]);
    stack.later(100);
    expect(await stack.ask(20, token)).toEqual(Array(20).fill(refused));
    expect(new Set(told('refused').map(({ reason }) => reason))).toEqual(new Set(['unknown_key']));
    expect(stack.onAws().alarms).toEqual(['RefusalsJump']);
  });
}
