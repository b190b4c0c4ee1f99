import { describe, expect, test, vi } from 'vitest';
import { callerEvent } from '../../../contract/caller-event.ts';
import { textResponse } from '../../../contract/text-response.ts';

vi.stubEnv('LEEWAY_SECONDS', '60');
const { handler } = await import('../../../lambdas/protected/handler.ts');

/** Returns an HTTP API's event with a caller whose token expires in the given seconds. */
function callerExpiringIn(seconds: number) {
  return callerEvent({ caller: { sub: 'alice', exp: Date.now() / 1000 + seconds } });
}

describe('the protected handler', () => {
  test.each([300, -50])(
    'greets a caller whose token expires in %i seconds, with a leeway of 60 s',
    async (seconds) => {
      const response = await handler(callerExpiringIn(seconds));
      expect(response).toEqual(textResponse(200, 'Hello, alice!'));
    },
  );

  test.each([-60, -3600])(
    'responds with 401 if the token expires in %i seconds',
    async (seconds) => {
      const response = await handler(callerExpiringIn(seconds));
      expect(response).toEqual(textResponse(401, 'Token is not valid or has expired'));
    },
  );
});
