import { expect, test } from 'vitest';
import { handler } from '../../../lambdas/public/handler.ts';

test('the public handler responds to anyone', async () => {
  expect(await handler()).toEqual({
    statusCode: 200,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: 'Welcome to the public API',
  });
});
