import { expect, test } from 'vitest';
import { textResponse } from '../../../contract/text-response.ts';
import { handler } from '../../../lambdas/public/handler.ts';

test('the public handler responds to anyone', async () => {
  expect(await handler()).toEqual(textResponse(200, 'Welcome to the public API'));
});
